"""The book of rules: its words, its versions, and who has read them."""
