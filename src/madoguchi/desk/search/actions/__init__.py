"""The verbs of the index: follow what happens, index anew, verify."""
