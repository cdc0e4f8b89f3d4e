"""Given words as the client sees them: those between us in full, those to customers as counts and times."""

from madoguchi.desk.expectations.windows import Window
from madoguchi.desk.platform import walls
from madoguchi.desk.portal.rows import PromisePoint, PromisesPage
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.promises.queries.rates import kept_rate
from madoguchi.desk.promises.queries.rows_of import FELL_DUE_IN_SPAN, found
from madoguchi.desk.promises.rows import PromiseRow

MOST = 200
SETTLED = f"""p.client_id = %(client)s::bigint and {FELL_DUE_IN_SPAN}
  order by p.due_at desc, p.id desc limit {MOST + 1}"""
OPEN = f"""p.client_id = %(client)s::bigint and p.state = 'open'
  order by p.due_at, p.id limit {MOST}"""


def promises_page(window: Window) -> PromisesPage:
    """The open ones, and the month's as they fell due; four queries."""
    client_id, now, shown = window.client_id, window.until, _between_us()
    given = {"client": client_id, "since": window.since, "until": window.before, "now": now}
    with walls.as_the_desk():
        rate = kept_rate([client_id], window.since, window.before, now=now)
        opened = found(OPEN, {"client": client_id}, now=now)
        settled = found(SETTLED, given, now=now)
    return PromisesPage(
        open=tuple(_point(one, shown) for one in opened if one.pk in shown),
        settled=tuple(_point(one, shown) for one in settled[:MOST]),
        has_more=len(settled) > MOST,
        kept=rate.kept,
        total=rate.total,
    )


def _between_us() -> frozenset[int]:
    """Those that the members' wall shows: in the room, or of no conversation."""
    return frozenset(Promise.objects.order_by("-pk").values_list("pk", flat=True)[: 10 * MOST])


def _point(one: PromiseRow, shown: frozenset[int]) -> PromisePoint:
    is_shown = one.pk in shown
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
