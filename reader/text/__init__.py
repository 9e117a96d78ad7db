"""Strings to values and values to strings; no input, no output."""
