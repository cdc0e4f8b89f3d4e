"""What the board reads: each figure, and the rows behind it."""
