"""What the pages of rooms read, by topic."""
