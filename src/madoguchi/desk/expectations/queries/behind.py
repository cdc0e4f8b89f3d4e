"""What a figure counted, one line each: fifty at a time, the newest first."""

from datetime import datetime
from typing import Any

from madoguchi.desk.expectations.counting import (
    HOURS,
    MATTERS,
    REPLIES,
    RESOLUTIONS,
    SENT,
    WAITS,
)
from madoguchi.desk.expectations.models import SheetFigure
from madoguchi.desk.expectations.queries.measured import parameters
from madoguchi.desk.expectations.rows import BehindPage, BehindRow
from madoguchi.desk.expectations.windows import Window, open_time
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.promises.queries.rows_of import FELL_DUE_IN_SPAN

SHOWN = 50
LAST = datetime.fromisoformat("9999-12-31T00:00:00+00:00")
LARGEST = 2**62
MICROS_A_MINUTE = 60_000_000
WHATEVER = 10**9  # minutes: for the median, which every answered one counts for
PLACE = "(at, pk) < (%(at)s::timestamptz, %(pk)s::bigint)"
FOUND = "select conversation_id, subject, at, is_missed, is_done, took, pk from found"
ENDING = f"""where {PLACE} and (not %(missed)s::bool or is_missed)
order by at desc, pk desc limit %(most)s::int"""
OF_REPLIES = f"""with {HOURS}, {WAITS}, {REPLIES}, found as (
  select r.conversation_id, c.subject, r.at, r.is_missed, r.is_done, r.took, r.conversation_id as pk
  from replies r join conversations_conversation c on c.id = r.conversation_id
  where r.is_done or r.is_missed
) {FOUND} {ENDING}"""  # noqa: S608 -- our own words, no input
OF_RESOLUTIONS = f"""with {HOURS}, {MATTERS}, {RESOLUTIONS}, found as (
  select r.conversation_id, c.subject, r.at, r.is_missed, r.is_done, r.took, r.conversation_id as pk
  from resolutions r join conversations_conversation c on c.id = r.conversation_id
  where r.is_done or r.is_missed
) {FOUND} {ENDING}"""  # noqa: S608 -- as above
OF_SENT = f"""with {SENT}, found as (
  select s.conversation_id, c.subject, s.at, s.is_missed, true as is_done, null::bigint as took,
    s.message_id as pk
  from sent s join conversations_conversation c on c.id = s.conversation_id
) {FOUND} {ENDING}"""  # noqa: S608 -- as above
OF_PROMISES = f"""with found as (
  select p.conversation_id, p.what as subject, p.due_at as at, p.state <> 'kept' as is_missed,
    p.state <> 'open' as is_done, null::bigint as took, p.id as pk
  from promises_promise p
  where p.client_id = %(client)s::bigint and {FELL_DUE_IN_SPAN}
) {FOUND} {ENDING}"""  # noqa: S608 -- as above

Place = tuple[datetime, int]


def behind(
    figure: SheetFigure, window: Window, *, missed: bool, before: Place | None
) -> BehindPage:
    """What this computed figure counted in the window, all or the missed ones; at most two queries."""
    at, pk = before or (LAST, LARGEST)
    given = {**parameters(window), "at": at, "pk": pk, "missed": missed, "most": SHOWN + 1}
    if figure.measure == "promises_kept":  # what fell due is asked for as the ledger asks
        given |= {"now": window.until, "until": window.before}
    rows = _rows(figure, window, given)
    shown = rows[:SHOWN]
    return BehindPage(
        tuple(
            BehindRow(
                conversation_id=one[0],
                subject=one[1],
                at=one[2],
                is_missed=one[3],
                is_done=one[4],
                took_minutes=None if one[5] is None else int(one[5]) // MICROS_A_MINUTE,
                promise_id=one[6] if figure.measure == "promises_kept" else None,
            )
            for one in shown
        ),
        f"{shown[-1][2].isoformat()}~{shown[-1][6]}" if len(rows) > SHOWN else "",
    )


def _rows(figure: SheetFigure, window: Window, given: dict[str, Any]) -> list[Any]:
    if figure.measure == "guard_kept":
        return list(prepared.rows_of(OF_SENT, given))
    if figure.measure == "promises_kept":
        return list(prepared.rows_of(OF_PROMISES, given))
    given |= open_time(window).parameters
    if figure.measure.startswith("resolved"):
        in_open = figure.measure == "resolved_within_open"
        given |= {"numbers": [figure.within or 0], "in_open": [in_open]}
        return list(prepared.rows_of(OF_RESOLUTIONS, given))
    number = WHATEVER if figure.within is None else figure.within
    return list(prepared.rows_of(OF_REPLIES, {**given, "numbers": [number]}))
