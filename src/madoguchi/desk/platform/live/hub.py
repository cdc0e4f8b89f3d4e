"""One LISTEN connection a process; each notification goes to the subscribers who may know of it."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg

log = logging.getLogger(__name__)

CHANNEL = "madoguchi_events"
RESYNC = '{"kind": "resync"}'
QUEUE = 64
RETRY_SECONDS = 0.5
# What comes and goes with every key that somebody begins or ends to type is told together.
SOON_SECONDS = 1.0
# A line that died without a word is noticed within half a minute.
KEEPALIVES = {
    "keepalives": 1,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


@dataclass(eq=False)
class Subscriber:
    """One open desk: who sits at it and which clients they see; both change only together.

    A member (one of a client's own people) is told only what names them.
    """

    person_id: int
    client_ids: frozenset[int]
    is_member: bool = False
    queue: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(QUEUE))

    def may_know(self, client_id: int | None) -> bool:
        """Rows of no client are the provider's own: they are not sent live."""
        return client_id is not None and client_id in self.client_ids

    def tell(self, payload: str) -> None:
        """Hand over one message; a desk too slow to follow is told to read everything anew."""
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            payload = RESYNC
        self.queue.put_nowait(payload)


class Hub:
    """Fans notifications out to the subscribers of this process."""

    def __init__(self, connection: Mapping[str, Any]) -> None:
        self.connection = connection
        self.subscribers: set[Subscriber] = set()
        self.listening = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        # By conversation: its client, and what is to be told of it soon.
        self._soon: dict[int, tuple[int, dict[str, Any]]] = {}

    @property
    def size(self) -> int:
        """How many desks listen."""
        return len(self.subscribers)

    def join(self, subscriber: Subscriber) -> None:
        """Start telling this desk; the first one starts the LISTEN."""
        self.subscribers.add(subscriber)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._listen_for_ever())

    def leave(self, subscriber: Subscriber) -> None:
        """Stop telling this desk."""
        self.subscribers.discard(subscriber)

    def publish(self, payload: str) -> None:
        """Send one notification to those who see its client; to those of them whom it names, if any."""
        try:
            news = json.loads(payload)
            client_id, people = news["client"], news.get("people")
            soon = news.pop("soon", None)
        except (ValueError, TypeError, KeyError, AttributeError):
            log.warning("a notification that is not ours was ignored")
            return
        if soon is not None:
            self._collect(client_id, news["conversation"], soon)
            payload = json.dumps(news)
        for subscriber in self.subscribers:
            is_meant = (
                not subscriber.is_member if people is None else subscriber.person_id in people
            )
            if is_meant and subscriber.may_know(client_id):
                subscriber.tell(payload)

    def _collect(self, client_id: int, conversation_id: int, soon: dict[str, Any]) -> None:
        """The newest of each conversation counts; the first one sets the time for all."""
        if not self._soon:
            asyncio.get_running_loop().call_later(SOON_SECONDS, self._tell_soon)
        self._soon[conversation_id] = (client_id, soon)

    def _tell_soon(self) -> None:
        """One message a desk, whatever came together; made once for desks that see the same."""
        collected, self._soon = self._soon, {}
        written: dict[frozenset[int], str] = {}
        clients = {client_id for client_id, _ in collected.values()}
        for subscriber in self.subscribers:
            sees = subscriber.client_ids & clients
            if not sees or subscriber.is_member:
                continue
            if sees not in written:
                told = {pk: news for pk, (client, news) in collected.items() if client in sees}
                written[sees] = json.dumps({"kind": "soon", "conversations": told})
            subscriber.tell(written[sees])

    async def _listen_for_ever(self) -> None:
        gap = False
        while True:
            try:
                async for payload in self._notifications(after_gap=gap):
                    self.publish(payload)
            except Exception as error:  # noqa: BLE001 (whatever it was: listen again, say so)
                log.warning("live updates lost the database: %s", type(error).__name__)
            finally:
                self.listening.clear()
            gap = True
            await asyncio.sleep(RETRY_SECONDS)

    async def _notifications(self, *, after_gap: bool) -> AsyncIterator[str]:
        connection = await psycopg.AsyncConnection.connect(
            **{**KEEPALIVES, **self.connection}, autocommit=True
        )
        async with connection:
            await connection.execute(f"listen {CHANNEL}")
            self.listening.set()
            if after_gap:  # what happened meanwhile is unknown: every desk reads anew
                for subscriber in self.subscribers:
                    subscriber.tell(RESYNC)
            async for notification in connection.notifies():
                yield notification.payload
