"""Another name for what several places name."""
