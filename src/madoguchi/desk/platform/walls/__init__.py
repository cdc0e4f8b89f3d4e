"""The wall between clients: whose rows a transaction may see (see docs/adr/0002)."""

from madoguchi.desk.platform.walls.scope import Scope, current, transaction, within

__all__ = ["Scope", "current", "transaction", "within"]
