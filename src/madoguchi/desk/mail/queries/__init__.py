"""Reads for the pages of mail, by topic."""
