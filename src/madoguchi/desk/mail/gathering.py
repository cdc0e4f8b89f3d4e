"""Mails that come in side by side are stored by one commit; each is answered only after it."""

import asyncio
from collections.abc import Callable, Iterator, Sequence

from django.db import connections

from madoguchi.desk.mail.arrivals import Arrival

MOST_TOGETHER = 50
MOST_BYTES_TOGETHER = 4_000_000  # or one mail, however big

# Stores mails, all or none. Returns when they cannot be lost.
Store = Callable[[Sequence[Arrival]], None]
Outcome = Exception | None


class Gathering:
    """One group is stored at a time; what arrives meanwhile is the next one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Arrival, asyncio.Future[None]]] = []
        self._working: asyncio.Task[None] | None = None

    async def store(self, arrival: Arrival) -> None:
        """Return when this mail cannot be lost; raise what went wrong with it alone."""
        stored = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, stored))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        await stored

    async def _work(self) -> None:
        while self._waiting:
            many = len(list(_together(arrival for arrival, _ in self._waiting)))
            group, self._waiting = self._waiting[:many], self._waiting[many:]
            outcomes = await asyncio.to_thread(self._outcomes, [arrival for arrival, _ in group])
            for (_, stored), outcome in zip(group, outcomes, strict=True):
                _tell(stored, outcome)

    def _outcomes(self, group: Sequence[Arrival]) -> list[Outcome]:
        """Of a group that cannot be stored each is tried alone: one bad mail costs no other."""
        try:
            outcome = self._outcome(group)
            if outcome is None or len(group) == 1:
                return [outcome] * len(group)
            return [self._outcome([arrival]) for arrival in group]
        finally:
            connections.close_all()

    def _outcome(self, arrivals: Sequence[Arrival]) -> Outcome:
        try:
            self._store(arrivals)
        except Exception as error:  # noqa: BLE001 (each sender hears of their own)
            return error
        return None


def _together(arrivals: Iterator[Arrival]) -> Iterator[Arrival]:
    """As many of the first ones as may be stored together, at least one."""
    size = 0
    for number, arrival in enumerate(arrivals):
        size += len(arrival.raw)
        if number and (number >= MOST_TOGETHER or size > MOST_BYTES_TOGETHER):
            return
        yield arrival


def _tell(stored: "asyncio.Future[None]", outcome: Outcome) -> None:
    """A sender that hung up meanwhile is told nothing; the mail is kept nevertheless."""
    if stored.done():
        return
    if outcome is None:
        stored.set_result(None)
    else:
        stored.set_exception(outcome)
