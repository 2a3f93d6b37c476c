"""A sheet as PDF, set by typst."""
