"""Reads for the desk's pages: frozen rows, a known number of queries whatever the data."""
