"""Reads for the pages of adherence."""
