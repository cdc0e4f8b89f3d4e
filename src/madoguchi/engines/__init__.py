"""What the product decides: pure functions of their arguments. No Django, no I/O, no clock, no settings."""
