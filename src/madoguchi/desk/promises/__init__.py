"""Given words with a due time: what was promised, to whom, and what became of it."""
