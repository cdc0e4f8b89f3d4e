"""How fast the desk is, and whether it stays so: made-up data at several sizes, measured through HTTP."""
