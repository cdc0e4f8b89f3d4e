"""Reads for the portal's pages, by topic."""
