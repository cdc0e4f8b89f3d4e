"""Given words: what a reply promises, the ledger, and what becomes of each."""
