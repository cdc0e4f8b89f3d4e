"""The pages of clients and of their settings, by topic."""
