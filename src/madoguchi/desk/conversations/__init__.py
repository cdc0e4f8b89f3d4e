"""Conversations: one matter with a customer, whose ball it is, and its reply clock."""
