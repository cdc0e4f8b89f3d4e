"""Reads for the pages of tasks, by topic."""
