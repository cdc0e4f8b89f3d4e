"""Given words as the client sees them: those between us in full, those to customers as counts and times."""

from collections.abc import Sequence
from datetime import UTC, datetime

from madoguchi.desk.expectations.queries.behind import Place
from madoguchi.desk.expectations.windows import Window
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.portal.rows import PromisePoint, PromisesPage
from madoguchi.desk.promises.queries.rates import kept_rate
from madoguchi.desk.promises.queries.rows_of import FELL_DUE_IN_SPAN, found
from madoguchi.desk.promises.rows import PromiseRow

PAGE = 100
FEW = 6  # beside the other panels
BEGINNING = datetime.min.replace(tzinfo=UTC), 0
END = datetime.max.replace(tzinfo=UTC), 0
# Asked inside the member's wall: what it does not show does not count.
OPEN_BETWEEN_US = """select p.id from promises_promise p
where p.client_id = %(client)s::bigint and p.state = 'open'
  and (p.due_at, p.id) > (%(at)s::timestamptz, %(after)s::bigint)
order by p.due_at, p.id limit %(most)s::int"""
HOW_MANY_OPEN = """select count(*) from promises_promise p
where p.client_id = %(client)s::bigint and p.state = 'open'"""
SHOWN = "select p.id from promises_promise p where p.id = any(%(promises)s::bigint[])"
THESE = "p.id = any(%(promises)s::bigint[]) order by p.due_at, p.id"
SETTLED = f"""p.client_id = %(client)s::bigint and {FELL_DUE_IN_SPAN}
  and (p.due_at, p.id) < (%(at)s::timestamptz, %(before)s::bigint)
  order by p.due_at desc, p.id desc limit %(most)s::int"""


def promises_page(
    window: Window,
    *,
    after: Place | None = None,
    before: Place | None = None,
    few: int | None = None,
) -> PromisesPage:
    """The open ones after a place, and the month's before one, as they fell due; `few`: so many open ones."""
    client_id, now, most = window.client_id, window.until, few or PAGE
    at, last = after or BEGINNING
    given = {"client": client_id, "at": at, "after": last, "most": most + 1}
    ids = [pk for (pk,) in prepared.rows_of(OPEN_BETWEEN_US, given)]
    [(count,)] = prepared.rows_of(HOW_MANY_OPEN, {"client": client_id})
    at, last = before or END
    span = {"client": client_id, "since": window.since, "until": window.before, "now": now}
    with walls.as_the_desk():
        rate = kept_rate([client_id], window.since, window.before, now=now)
        opened = found(THESE, {"promises": ids}, now=now)
        settled = found(SETTLED, {**span, "at": at, "before": last, "most": PAGE + 1}, now=now)
    shown = _shown([one.pk for one in settled])
    return PromisesPage(
        open=tuple(_point(one, is_shown=True) for one in opened[:most]),
        settled=tuple(_point(one, is_shown=one.pk in shown) for one in settled[:PAGE]),
        count=count,
        open_onward=_onward(opened, most),
        settled_onward=_onward(settled, PAGE),
        kept=rate.kept,
        total=rate.total,
    )


def _shown(promises: list[int]) -> frozenset[int]:
    """Those that the members' wall shows: in the room, or of no conversation."""
    return frozenset(pk for (pk,) in prepared.rows_of(SHOWN, {"promises": promises}))


def _onward(rows: Sequence[PromiseRow], most: int) -> str:
    if len(rows) <= most:
        return ""
    return f"{rows[most - 1].due_at.isoformat()}~{rows[most - 1].pk}"


def _point(one: PromiseRow, *, is_shown: bool) -> PromisePoint:
    return PromisePoint(
        what=one.title if is_shown else "",
        number=one.number,
        side=one.side,
        by=one.owner if one.side == "us" else one.given_by,
        given_at=one.given_at,
        due_at=one.due_at,
        state=one.state,
        state_words=one.state_words,
        tone=one.tone,
        settled_at=one.settled_at,
    )
