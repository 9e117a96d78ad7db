"""Arguments in, text and JSON out. Knows the service, never the rooms below it."""
