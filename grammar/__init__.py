"""Text to syntax: lines, marks and fields. Nothing here knows what a notice means."""
