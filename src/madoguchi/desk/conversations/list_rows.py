"""What the list's templates are given: a queue, its lines page by page, what it can be narrowed by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from madoguchi.desk.conversations.bulk_rows import BulkResult
from madoguchi.desk.conversations.line_rows import ConversationRow
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.queue_names import (
    COUNT_STATES,
    ORDERS,
    ORDERS_OF,
    QUEUES,
    WHEN_NEEDED,
    shown_order,
)
from madoguchi.desk.platform.days import day_words, local_day, long_day
from madoguchi.desk.platform.rows import MOST_COUNTED, ClientChip, NavItem, counted
from madoguchi.desk.platform.words import say


def queue_items(
    counts: Mapping[str, int | None], *, asked: ListQuery | None, woken: int = 0
) -> tuple[NavItem, ...]:
    """The sidebar's queues, in order; what is only shown when needed is there when it counts, or is open.

    Follow-ups call for somebody once one is `woken`, not while all of them sleep.
    """
    here = asked or ListQuery(queue="")
    states = {**COUNT_STATES, **({"snoozed": "soon"} if woken else {})}
    return tuple(
        NavItem(
            slug=slug,
            label=str(label),
            icon=icon,
            query=here.of_queue(slug).query,
            count=counts.get(slug),
            state=states.get(slug, "") if counts.get(slug) else "",
            current=slug == here.queue,
        )
        for slug, (label, icon) in QUEUES.items()
        if counts.get(slug) or slug not in WHEN_NEEDED or slug == here.queue
    )


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Lines under one heading; the first group's heading is the page's own title."""

    heading: str
    total: int  # counted to 100 and no further
    rows: tuple[ConversationRow, ...]
    next_query: str = ""  # of the next page, "" when all are shown
    back_query: str = ""  # of the page before

    @property
    def total_words(self) -> str:
        """「7件」「100件以上」."""
        words = say("%(n)s件") if self.total <= MOST_COUNTED else say("%(n)s件以上")
        return words % {"n": self.total}


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a select, of a list of boxes, or of a menu of links."""

    value: str
    label: str
    is_chosen: bool = False
    query: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list can be narrowed by, and what can be done with its selected lines."""

    clients: tuple[tuple[ClientChip, bool], ...]  # and whether it is chosen
    owners: tuple[Choice, ...]
    tags: tuple[Choice, ...]

    @property
    def colleagues(self) -> tuple[Choice, ...]:
        """The people among the owners: to whom a conversation can be given."""
        return tuple(one for one in self.owners if one.value.isdigit())


@dataclass(frozen=True, slots=True)
class DeskList:
    """The left pane: a queue, perhaps narrowed."""

    asked: ListQuery
    groups: tuple[ListGroup, ...]
    client: ClientChip | None = None
    unassigned_count: int = 0  # offered when one's own list is empty
    filters: Filters | None = None  # None where only the lines are asked for
    result: BulkResult | None = None
    drawn_at: datetime | None = None  # what was merged since then, its reader has not seen

    @property
    def queue(self) -> str:
        return self.asked.queue

    @property
    def place(self) -> str:
        """Where its conversations are shown: "" beside this list."""
        return self.asked.place

    @property
    def title(self) -> str:
        return str(QUEUES[self.queue][0])

    @property
    def query(self) -> str:
        return self.asked.query

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        return self.asked.pairs

    @property
    def first_query(self) -> str:
        """The list from its first line."""
        return self.asked.from_start().query

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """What a form of the filters has to keep: the queue and its order."""
        asked = self.asked
        return (("queue", asked.queue), *((("sort", asked.sort),) if asked.sort else ()))

    @property
    def bare_query(self) -> str:
        """The queue without any filter."""
        return self.asked.of_queue(self.queue).of_client(None).query

    @property
    def total(self) -> int:
        return self.groups[0].total if self.groups else 0

    @property
    def total_words(self) -> str:
        return self.groups[0].total_words if self.groups else ""

    @property
    def unassigned_words(self) -> str:
        return counted(self.unassigned_count)

    @property
    def is_ours(self) -> bool:
        """Whether the queue holds what we owe an answer."""
        return self.queue not in {"theirs", "closed", "undelivered"}

    @property
    def is_empty(self) -> bool:
        return not any(group.rows for group in self.groups[:1])

    @property
    def first(self) -> ConversationRow | None:
        return self.groups[0].rows[0] if self.groups and self.groups[0].rows else None

    @property
    def orders(self) -> tuple[Choice, ...]:
        """The orders that this queue can stand in."""
        now = shown_order(self.queue, self.asked.sort)
        return tuple(
            Choice(one, str(ORDERS[one]), one == now, self._in_order(one).query)
            for one in ORDERS_OF[self.queue]
        )

    @property
    def order_words(self) -> str:
        """The order that it stands in now, "" when the queue's own has no name."""
        now = shown_order(self.queue, self.asked.sort)
        return str(ORDERS[now]) if now else ""

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        """Each filter in words, as it stands over the list."""
        asked, told = self.asked, []
        if len(asked.clients) > 1:
            told.append(say("委託元 %(n)s社") % {"n": len(asked.clients)})
        if asked.owner:
            told.append(self._owner_words())
        if asked.tag:
            told.append(say("タグ %(name)s") % {"name": asked.tag})
        if asked.unread:
            told.append(say("未読"))
        if asked.opened_from or asked.opened_to:
            first, last = self._day_words(asked.opened_from), self._day_words(asked.opened_to)
            told.append(say("開始 %(first)s〜%(last)s") % {"first": first, "last": last})
        return tuple(told)

    def _day_words(self, day: date | None) -> str:
        """With its year, where that is not this one."""
        if day is None:
            return ""
        is_this_years = self.drawn_at is not None and local_day(self.drawn_at).year == day.year
        return day_words(day) if is_this_years else long_day(day)

    def _in_order(self, sort: str) -> ListQuery:
        return replace(self.asked.from_start(), sort=sort)

    def _owner_words(self) -> str:
        owners = self.filters.owners if self.filters else ()
        return next((one.label for one in owners if one.value == self.asked.owner), say("担当"))
