"""When drafts are checked, and how findings are shown."""
