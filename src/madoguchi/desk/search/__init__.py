"""Finding: what was said, by its Japanese words, its customer, its number; and the customer card."""
