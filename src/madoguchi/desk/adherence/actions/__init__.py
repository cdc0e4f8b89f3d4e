"""The verbs of adherence."""
