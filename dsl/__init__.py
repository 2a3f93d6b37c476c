"""Syntax to model: what a notice asks, of whom, by when; and its official form."""
