"""Reads for the pages of search, by topic."""
