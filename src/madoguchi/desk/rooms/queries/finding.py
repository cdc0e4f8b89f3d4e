"""Looking for words in one room: done by the search, which stands above and knows words by more than letters."""

from collections.abc import Callable

from madoguchi.desk.rooms.rows import Found

Look = Callable[[int, str], Found]

_looks: list[Look] = []


def told_by(look: Look) -> None:
    """Called by wiring.py alone. `look`: a client's id and what was typed, inside of the reader's wall."""
    _looks[:] = [look]


def found_in(client_id: int, find: str) -> Found:
    """The room's newest messages that hold every word, in text, title, writer or a file's name."""
    return _looks[0](client_id, find) if find.strip() else Found()
