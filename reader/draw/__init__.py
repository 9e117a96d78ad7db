"""Pictures: from bytes that nobody can trust to what a terminal shows."""
