"""What an address of the board asks for, read."""

from datetime import date, datetime

from django.http import QueryDict

from madoguchi.desk.board.spans import Asked, span_of
from madoguchi.desk.platform.typed import number, place


def asked_of(given: QueryDict, today: date) -> Asked:
    """The span and the client; what cannot be read is today, and all clients."""
    return Asked(span_of(given.get("span", ""), today), number(given.get("client", "")))


def place_of(given: QueryDict) -> tuple[datetime | None, int] | None:
    """The place of the last row that was shown: 2026-11-20T14:36:00+09:00~17; no moment: ~17."""
    rest = given.get("rest", "")
    if rest.startswith("~"):
        last = number(rest[1:])
        return None if last is None else (None, last)
    return place(rest)
