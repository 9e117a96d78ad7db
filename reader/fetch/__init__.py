"""Bytes from servers and from files; decides nothing about what they mean."""
