"""Reads for pages, by topic; here what the other features read of a client."""

from madoguchi.desk.clients.queries.listing import chip, hours_of_week
from madoguchi.desk.clients.queries.templates import templates_of

__all__ = ["chip", "hours_of_week", "templates_of"]
