"""What must not be lost, whatever happens to the process, the disk or the file."""
