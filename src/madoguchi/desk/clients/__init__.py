"""Client companies: their hours, reply targets, words and addresses, and who is assigned to them."""
