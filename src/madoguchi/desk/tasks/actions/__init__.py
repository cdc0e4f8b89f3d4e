"""The verbs of tasks, by topic."""
