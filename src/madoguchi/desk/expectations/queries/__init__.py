"""Reads for the pages of expectation sheets, by topic."""
