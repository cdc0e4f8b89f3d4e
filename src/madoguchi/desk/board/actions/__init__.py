"""What is done from the board itself."""
