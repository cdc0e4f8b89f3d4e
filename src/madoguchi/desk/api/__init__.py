"""What other systems ask the desk: checks of drafts, each with a token."""
