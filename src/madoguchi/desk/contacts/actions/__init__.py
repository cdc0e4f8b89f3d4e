"""What is done to a client's contacts, by topic."""
