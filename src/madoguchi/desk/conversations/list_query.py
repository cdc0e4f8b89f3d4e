"""The list that an address asks for: queue, filters, order and place, read safely, written back alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Protocol, Self
from urllib.parse import parse_qsl, urlencode

from madoguchi.desk.conversations.queue_names import FIRST, ORDERS_OF, QUEUES
from madoguchi.desk.platform.typed import number

MOST_CLIENTS = 50
LONGEST_TAG = 40
ME, NOBODY = "me", "none"
ROOM = "room"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURSOR = re.compile(r"(\d{1,15})_(-?\d{1,17})?_(\d{1,15})", re.ASCII)


class Parameters(Protocol):
    """What stands behind the "?" of an address."""

    def get(self, key: str, default: str, /) -> str:
        """The last value of the name."""

    def getlist(self, key: str, /) -> Sequence[str]:
        """Every value of the name."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row beside which a page begins: its client, the value that it is ordered by, its id."""

    client_id: int
    key: datetime | None
    pk: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """What `str` wrote; None for anything else."""
        found = _CURSOR.fullmatch(text)
        if found is None:
            return None
        try:
            key = _EPOCH + timedelta(microseconds=int(found[2])) if found[2] else None
        except OverflowError:
            return None
        return cls(int(found[1]), key, int(found[3]))

    def __str__(self) -> str:
        key = "" if self.key is None else (self.key - _EPOCH) // timedelta(microseconds=1)
        return f"{self.client_id}_{key}_{self.pk}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """A queue, perhaps filtered; `sort` "" is the queue's own order. The cursors exclude each other."""

    queue: str = FIRST
    clients: tuple[int, ...] = ()
    owner: str = ""  # "me", "none" or a person's id
    tag: str = ""
    unread: bool = False
    opened_from: date | None = None
    opened_to: date | None = None
    sort: str = ""
    after: Cursor | None = None
    before: Cursor | None = None
    place: str = ""  # "room": where its conversation is shown instead of beside a list

    @classmethod
    def parse(cls, asked: Parameters, *, first: str = FIRST) -> Self:
        """Whatever stands in the address: what is nonsense is left out, an unknown queue is the `first`."""
        queue = asked.get("queue", "")
        queue = queue if queue in QUEUES else first
        sort = asked.get("sort", "")
        after = Cursor.parse(asked.get("after", ""))
        return cls(
            queue=queue,
            clients=_numbers(asked.getlist("client")),
            owner=_owner(asked.get("owner", "")),
            tag=asked.get("tag", "").replace("\x00", "").strip()[:LONGEST_TAG],
            unread=asked.get("unread", "") == "1",
            opened_from=_day(asked.get("from", "")),
            opened_to=_day(asked.get("to", "")),
            sort=sort if sort in ORDERS_OF[queue] else "",
            after=after,
            before=None if after else Cursor.parse(asked.get("before", "")),
            place=ROOM if asked.get("in", "") == ROOM else "",
        )

    @property
    def query(self) -> str:
        """「?queue=mine&client=3」: everything that links have to keep, the place in the list too."""
        return _written(self)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The same as names and values: what a form that is asked with keeps as hidden fields."""
        return tuple(parse_qsl(self.query[1:]))

    @property
    def client_id(self) -> int | None:
        """The one client that is shown; None for all, and for several."""
        return self.clients[0] if len(self.clients) == 1 else None

    @property
    def filters(self) -> int:
        """How many filters narrow the queue; one client alone is none of them."""
        given = (self.owner, self.tag, self.unread, self.opened_from, self.opened_to)
        return sum(map(bool, given)) + (len(self.clients) > 1)

    @property
    def is_narrowed(self) -> bool:
        """Whether less than the whole queue is asked for."""
        return bool(self.filters or self.clients)

    def of_queue(self, queue: str) -> "ListQuery":
        """Another queue, of the same client."""
        chosen = () if self.client_id is None else (self.client_id,)
        return ListQuery(queue=queue, clients=chosen)

    def of_client(self, client_id: int | None) -> "ListQuery":
        """The same queue, of one client or of all."""
        return ListQuery(queue=self.queue, clients=() if client_id is None else (client_id,))

    def from_start(self) -> "ListQuery":
        """The same list from its first row."""
        return replace(self, after=None, before=None)


@lru_cache(maxsize=1024)  # a page names its list in a hundred links
def _written(asked: ListQuery) -> str:
    named: list[tuple[str, object]] = [("queue", asked.queue)]
    named += [("client", one) for one in asked.clients]
    given = {
        "owner": asked.owner,
        "tag": asked.tag,
        "unread": "1" if asked.unread else "",
        "from": asked.opened_from or "",
        "to": asked.opened_to or "",
        "sort": asked.sort,
        "after": asked.after or "",
        "before": asked.before or "",
        "in": asked.place,
    }
    return "?" + urlencode(named + [one for one in given.items() if one[1]])


def _numbers(texts: Sequence[str]) -> tuple[int, ...]:
    found = [number(text) for text in texts[: 2 * MOST_CLIENTS]]
    return tuple(dict.fromkeys(one for one in found if one is not None))[:MOST_CLIENTS]


def _owner(text: str) -> str:
    if text in {ME, NOBODY}:
        return text
    return str(number(text) or "")


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # A day of the desk is asked for as moments: the calendar's outermost days have none.
    return day if 1970 <= day.year <= 9000 else None
