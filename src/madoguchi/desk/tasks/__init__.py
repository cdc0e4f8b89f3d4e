"""Requested work: purpose, approach, due, owner, and whether it will be late."""
