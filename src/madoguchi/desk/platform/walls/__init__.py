"""The wall between clients: whose rows a transaction may see (see docs/adr/0002)."""

from madoguchi.desk.platform.walls.scope import (
    NOTHING,
    Scope,
    Side,
    as_the_desk,
    current,
    transaction,
    within,
)

__all__ = ["NOTHING", "Scope", "Side", "as_the_desk", "current", "transaction", "within"]
