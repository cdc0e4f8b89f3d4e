"""The verbs of people, by topic."""
