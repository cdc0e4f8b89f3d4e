"""How well the rules are kept: figures from what the guard found, reviews of it, and the monthly self-check."""
