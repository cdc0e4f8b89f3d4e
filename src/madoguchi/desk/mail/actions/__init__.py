"""The verbs of mail, by topic."""
