"""One file a rule; each offers RULE."""
