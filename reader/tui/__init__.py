"""Keys in, cells out."""
