"""The verbs of a conversation, by topic."""
