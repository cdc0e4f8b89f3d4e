"""What was drawn lately: the same values through the same template give the same words again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

LARGEST = 20_000  # characters of one part; a longer text is drawn each time
ROOM = 6_000_000  # characters of all of them


class Drawn:
    """The least lately used goes first. Safe between threads."""

    def __init__(self, *, room: int = ROOM, largest: int = LARGEST) -> None:
        self._room, self._largest, self._taken = room, largest, 0
        self._kept: OrderedDict[Hashable, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, draw: Callable[[], str]) -> str:
        """What is kept under the key, or what `draw` gives, which is kept then."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        drawn = draw()
        if len(drawn) <= self._largest:
            self._keep(key, drawn)
        return drawn

    def _keep(self, key: Hashable, drawn: str) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = drawn
                self._taken += len(drawn)
            while self._taken > self._room:
                _, gone = self._kept.popitem(last=False)
                self._taken -= len(gone)
