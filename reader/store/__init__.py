"""What is kept: SQLite, one function a question, one a change."""
