"""Frozen values, what a write changed, and errors; imports nothing of ours."""
