"""What can be done about a promise, by topic."""
