"""The ledger: promises in the order of their due times, a page at a time, by place and not by number."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from madoguchi.desk.platform.days import midnight
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.promises.asked import Asked, Place
from madoguchi.desk.promises.queries.rows_of import BESIDE, COLUMNS, FELL_DUE, row_of
from madoguchi.desk.promises.rows import LedgerPage

PAGE = 50


def ledger_page(
    asked: Asked, *, person_id: int, client_ids: Collection[int], now: datetime
) -> LedgerPage:
    """Client by client, so that an index answers in its own order, however long the ledger is."""
    given: dict[str, Any] = {
        "clients": [pk for pk in client_ids if asked.client_id in {None, pk}],
        "now": now,
    }
    condition = " and ".join(_conditions(asked, person_id, given))
    order = "due_at, id" if asked.is_upward else "due_at desc, id desc"
    statement = f"""select {COLUMNS} from unnest(%(clients)s::bigint[]) wanted(client_id)
cross join lateral (select * from promises_promise p where p.client_id = wanted.client_id
  and {condition} order by {order} limit {PAGE + 1}) p
{BESIDE} order by {_of_p(order)} limit {PAGE + 1}"""  # noqa: S608 -- our own words
    given = {name: value for name, value in given.items() if f"%({name})s" in statement}
    rows = tuple(row_of(one, now) for one in prepared.rows_of(statement, given))
    if len(rows) <= PAGE:
        return LedgerPage(rows)
    last = rows[PAGE - 1]
    further = replace(asked, after=Place(last.due_at, last.pk)).address
    return LedgerPage(rows[:PAGE], further)


def _conditions(asked: Asked, person_id: int, given: dict[str, Any]) -> list[str]:
    conditions = ["true"]
    if asked.state == "overdue":
        conditions.append("p.state = 'open' and p.due_at <= %(now)s::timestamptz")
    elif asked.state == "due":
        conditions.append(FELL_DUE)
    elif asked.state == "mended":
        conditions.append(f"{FELL_DUE} and p.mended > 0")
    elif asked.state != "all":
        conditions.append("p.state = %(state)s::text")
        given["state"] = asked.state
    owner_id = asked.owner_id(person_id)
    if owner_id is not None:
        conditions.append("p.owner_id = %(owner)s::bigint")
        given["owner"] = owner_id
    if asked.first is not None:
        conditions.append("p.due_at > %(first)s::timestamptz")
        given["first"] = midnight(asked.first)
    if asked.last is not None:
        conditions.append("p.due_at <= %(until)s::timestamptz")
        given["until"] = midnight(asked.last) + timedelta(days=1)
    if asked.after is not None:
        sign = ">" if asked.is_upward else "<"
        conditions.append(f"(p.due_at, p.id) {sign} (%(after)s::timestamptz, %(after_id)s::bigint)")
        given |= {"after": asked.after.due_at, "after_id": asked.after.pk}
    return conditions


def _of_p(order: str) -> str:
    return ", ".join(f"p.{one}" for one in order.split(", "))
