"""What the client company sees of the work that is done for it."""
