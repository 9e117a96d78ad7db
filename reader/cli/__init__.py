"""Arguments in, text and JSON out."""
