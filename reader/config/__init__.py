"""Where things are: directories and shipped files."""
