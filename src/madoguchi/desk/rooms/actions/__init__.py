"""What people do in rooms, by topic."""
