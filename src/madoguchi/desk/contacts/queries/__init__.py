"""Reads of a client's contacts."""

from madoguchi.desk.contacts.queries.contacts import absence_rows, contact_row, contact_rows

__all__ = ["absence_rows", "contact_row", "contact_rows"]
