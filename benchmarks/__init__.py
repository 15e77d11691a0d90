"""Speed of the library beside that of its peers."""
