"""The verbs of the rulebook."""
