"""Finished official texts back to notice source."""
