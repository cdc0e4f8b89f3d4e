"""The verbs of a client and its settings, by topic."""

from madoguchi.desk.clients.actions.reasons import CannotAccess, ReasonMissing, give_reason

__all__ = ["CannotAccess", "ReasonMissing", "give_reason"]
