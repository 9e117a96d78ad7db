"""Bytes of a feed to values; pure, so that it can run in another process."""
