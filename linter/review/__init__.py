"""Findings put into a Word file: comments at the words, safe fixes as tracked changes."""
