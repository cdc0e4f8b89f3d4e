"""Reads for the pages of the rulebook."""
