"""What the queries of the board are given: the clients, the span, the moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from madoguchi.desk.board.spans import Asked, Span
from madoguchi.desk.platform.rows import ClientChip


@dataclass(frozen=True, slots=True)
class Scope:
    """The clients that are counted, the chosen one alone where one is chosen."""

    asked: Asked
    clients: tuple[ClientChip, ...]
    now: datetime

    @property
    def span(self) -> Span:
        return self.asked.span

    @property
    def client_ids(self) -> list[int]:
        return [chip.pk for chip in self.clients]

    @property
    def parameters(self) -> dict[str, Any]:
        """As the statements name them."""
        span = self.span
        return {
            "clients": self.client_ids,
            "since": span.since,
            "until": span.until,
            "edges": list(span.edges),
            "now": self.now,
        }
