"""One page of a queue by its place in the order: never an OFFSET, so that the last page costs the first's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.list_query import ME, NOBODY, Cursor, ListQuery
from madoguchi.desk.conversations.queries import queues
from madoguchi.desk.conversations.queries.queues import Order
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared

CAP = 100  # a count goes no further: 「99+」
_UNREAD = """c.state = 'open' and c.ball = 'us' and coalesce(c.newest_customer_message_id, 0) > coalesce(
  (select s.message_id from conversations_seen s
   where s.conversation_id = c.id and s.person_id = %(person)s), 0)"""
_TAGGED = """c.id in (select t.conversation_id from conversations_conversationtag t
  join conversations_tag n on n.id = t.tag_id where n.client_id = wanted.client_id
  and t.client_id = wanted.client_id and n.name = %(tag)s)"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A queue with its filters as SQL: where, in which order, with which parameters."""

    condition: str
    order: Order
    by_client: bool
    parameters: dict[str, Any]


def asked(query: ListQuery, *, person: Person, sight: Sight, now: datetime) -> Asked:
    """The conditions of the list that the address names."""
    queue = queues.QUEUES[query.queue]
    conditions = [queue.condition]
    given = queues.parameters(person, sight, now)
    given["clients"] = [pk for pk in sight.client_ids if not query.clients or pk in query.clients]
    if query.owner == NOBODY:
        conditions.append("c.owner_id is null")
    elif query.owner:
        conditions.append("c.owner_id = %(owner)s")
        given["owner"] = person.pk if query.owner == ME else int(query.owner)
    if query.tag:
        conditions.append(_TAGGED)
        given["tag"] = query.tag
    if query.unread:
        # Nothing that is done is unread: no need to look for it.
        conditions.append("false" if query.queue == "closed" else _UNREAD)
    if query.opened_from:
        # What was opened since then was last written to since then: the orders by that can stop there.
        conditions.append("c.opened_at >= %(opened)s and c.last_message_at >= %(opened)s")
        given["opened"] = _begins(query.opened_from)
    if query.opened_to:
        conditions.append("c.opened_at < %(until)s")
        given["until"] = _begins(query.opened_to + timedelta(days=1))
    return Asked(" and ".join(conditions), _order(query), query.sort == "client", given)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of each conversation `c`, and what hangs on the finished page `p`."""

    columns: str
    beside: str
    joins: str


def page(wanted: Asked, query: ListQuery, *, shown: Shown, limit: int) -> Sequence[Any]:
    """The rows of a page and one more, each beginning with its key and its client's place.

    Backwards for `before`: the row next to the cursor comes first.
    """
    cursor = query.after or query.before
    clients, place = wanted.parameters["clients"], ""
    backwards = query.before is not None
    order = _turned(wanted.order) if backwards else wanted.order
    if cursor:
        clients, place = _from(cursor, wanted, order, backwards=backwards)
    ordered = _direction(order, "key", "id")
    sql = _PAGE.format(
        columns=shown.columns,
        beside=shown.beside,
        joins=shown.joins,
        key=order.key,
        condition=wanted.condition + place,
        inner=ordered,
        outer=("place desc, " if backwards else "place, ") * wanted.by_client + ordered,
        last=("p.place desc, " if backwards else "p.place, ") * wanted.by_client
        + _direction(order, "p.key", "p.id"),
        limit=limit + 1,  # in the text: a plan for any number would be one for many rows
    )
    given = {**wanted.parameters, "clients": clients, **_of(cursor)}
    return rows_of(sql, given, is_usual=is_usual(query))


def is_usual(query: ListQuery) -> bool:
    """The first page of a whole queue, as nearly every list is: few texts, worth planning once."""
    return not (query.filters or query.after or query.before)


def rows_of(sql: str, given: dict[str, Any], *, is_usual: bool) -> Sequence[Sequence[Any]]:
    """The answer; PostgreSQL would think about what is usual as long as it takes to answer."""
    if is_usual:
        return prepared.rows_of(sql, given)
    with connection.cursor() as database:
        database.execute(sql, given)
        rows: list[Any] = database.fetchall()
    return rows


def counted(conditions: Sequence[str]) -> str:
    """SQL that counts each condition over the clients, none further than CAP, as one row."""
    return "select " + ", ".join(_COUNT.format(condition=one, cap=CAP) for one in conditions)


def by_client(condition: str) -> str:
    """SQL of an array: the same count of each client, in the order of the clients."""
    return _BY_CLIENT.format(condition=condition, cap=CAP)


_PAGE = """
select p.*, {beside} from (
  select q.* from unnest(%(clients)s::bigint[]) with ordinality wanted (client_id, place)
  cross join lateral (
    select {key} as key, wanted.place as place, {columns} from conversations_conversation c
    where c.client_id = wanted.client_id and {condition} order by {inner} limit {limit}
  ) q order by {outer} limit {limit}
) p {joins} order by {last}
"""
_COUNT = """(select count(*) from (
  select from unnest(%(clients)s::bigint[]) wanted (client_id) cross join lateral (
    select from conversations_conversation c
    where c.client_id = wanted.client_id and {condition} limit {cap}
  ) q limit {cap}) counted)"""

_BY_CLIENT = """array(select (select count(*) from (
    select from conversations_conversation c
    where c.client_id = wanted.client_id and {condition} limit {cap}) counted)
  from unnest(%(clients)s::bigint[]) with ordinality wanted (client_id, place) order by place)"""


def _order(query: ListQuery) -> Order:
    own = queues.QUEUES[query.queue].order
    # Done ones of a time long ago: the order by opening leads there, that by the last word does not.
    if query.queue == "closed" and (query.opened_from or query.opened_to):
        return queues.OPENED if query.sort != "old" else Order(queues.OPENED.key)
    match query.sort:
        case "due":
            return queues.DUE
        case "new":
            return queues.NEW
        case "old":
            return queues.OLD
        case _:
            return own


def _begins(day: Any) -> datetime:
    local = datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
    return local.astimezone(UTC)


def _turned(order: Order) -> Order:
    return replace(order, is_descending=not order.is_descending)


def _direction(order: Order, key: str, pk: str) -> str:
    word = " desc" if order.is_descending else ""
    return f"{key}{word}, {pk}{word}"  # PostgreSQL's own place for nulls is right both ways


def _from(cursor: Cursor, wanted: Asked, order: Order, *, backwards: bool) -> tuple[list[int], str]:
    """The clients that are still to come, and the condition that only the cursor's own needs."""
    clients: list[int] = wanted.parameters["clients"]
    beyond = f" and {_beyond(cursor, order, backwards=backwards)}"
    if not wanted.by_client or cursor.client_id not in clients:
        return clients, beyond
    at = clients.index(cursor.client_id)
    rest = clients[: at + 1] if backwards else clients[at:]
    return rest, f" and (wanted.client_id <> %(at_client)s or (true{beyond}))"


def _beyond(cursor: Cursor, order: Order, *, backwards: bool) -> str:
    """Past the cursor in this direction; a null stands after everything, both ways seen."""
    sign = "<" if order.is_descending else ">"
    if cursor.key is None:
        same = f"({order.key} is null and c.id {sign} %(at_pk)s)"
        return f"({same} or {order.key} is not null)" if backwards else same
    beyond = f"({order.key}, c.id) {sign} (%(at_key)s, %(at_pk)s)"
    return f"({beyond} or {order.key} is null)" if order.has_nulls and not backwards else beyond


def _of(cursor: Cursor | None) -> dict[str, Any]:
    if cursor is None:
        return {}
    return {"at_client": cursor.client_id, "at_key": cursor.key, "at_pk": cursor.pk}
