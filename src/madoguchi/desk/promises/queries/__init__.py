"""Reads for pages: the ledger, what stands open, how well words are kept."""
