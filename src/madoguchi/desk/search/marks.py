"""Lexemes that say whose an entry is, when it was and how it is tagged: the index itself narrows by them.

Words are lower case, so marks in capital letters never meet them. The function search_entries
(migration 0003) builds the same ones of client and time.
"""

from collections.abc import Iterable
from datetime import datetime

DAY_SECONDS = 86_400
# Days of a stretch by its letter; each longer one is made of whole shorter ones.
STRETCHES = {"W": 7, "M": 28, "Y": 364}


def mark_of(client_id: int) -> str:
    """C5."""
    return f"C{client_id}"


def marks_of(client_id: int, at: datetime) -> tuple[str, ...]:
    """C5, and its week, month and year, of the client and of everybody: C5W2965 and W2965."""
    day = int(at.timestamp() // DAY_SECONDS)
    stretches = [f"{letter}{day // days}" for letter, days in STRETCHES.items()]
    client = mark_of(client_id)
    return (client, *(client + one for one in stretches), *stretches)


def marks_of_tags(tag_ids: Iterable[int]) -> tuple[str, ...]:
    """T5 and T11."""
    return tuple(f"T{pk}" for pk in sorted(tag_ids))
