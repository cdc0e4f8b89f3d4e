"""The director's board: what is about to break, and the rows behind each figure."""
