"""The people at the clients: contacts, their hours and ways, and those of them who sign in."""
