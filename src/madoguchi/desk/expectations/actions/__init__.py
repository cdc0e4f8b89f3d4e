"""The verbs of expectation sheets."""
