"""Given words on the board: how many were kept in the span, and which are about to break."""

from dataclasses import dataclass
from functools import partial

from madoguchi.desk.board.queries.waits import Share
from madoguchi.desk.board.scope import Scope
from madoguchi.desk.board.spans import DAY
from madoguchi.desk.platform.days import local_day, midnight
from madoguchi.desk.platform.postgresql.prepared import Rows
from madoguchi.desk.platform.postgresql.together import Question
from madoguchi.desk.promises.asked import ALL
from madoguchi.desk.promises.asked import Asked as Ledger
from madoguchi.desk.promises.queries import rows_of
from madoguchi.desk.promises.queries.rows_of import BESIDE, COLUMNS, FELL_DUE_IN_SPAN, LAST_MOMENT
from madoguchi.desk.promises.rows import PromiseRow

SHOWN = 6
BY_PART = f"""select width_bucket({LAST_MOMENT}, %(edges)s::timestamptz[]), count(*) filter (where state = 'kept'),
  count(*) from promises_promise p
where client_id = any(%(clients)s::bigint[]) and {FELL_DUE_IN_SPAN} group by 1"""  # noqa: S608 -- our own words
OPEN_UNTIL = """p.client_id = any(%(clients)s::bigint[]) and p.side = 'us' and p.state = 'open'
  and p.due_at <= %(tonight)s::timestamptz"""
URGENT = f"""select {COLUMNS} from promises_promise p {BESIDE}
where {OPEN_UNTIL} order by p.due_at, p.id limit {SHOWN}"""  # noqa: S608 -- our own words


@dataclass(frozen=True, slots=True)
class Words:
    """The share that was kept, and its parts."""

    whole: Share
    parts: tuple[Share, ...]


def words(scope: Scope) -> Question[Words]:
    """Those that fell due in the span."""
    return Question(BY_PART, scope.parameters, partial(_words, scope))


def _words(scope: Scope, rows: Rows) -> Words:
    by_part = {part: Share(kept, count) for part, kept, count in rows}
    numbers = range(1, scope.span.shown(scope.now) + 1)
    return Words(
        whole=Share(
            sum(share.met for share in by_part.values()),
            sum(share.counted for share in by_part.values()),
        ),
        parts=tuple(by_part.get(one, Share()) for one in numbers),
    )


def urgent(scope: Scope) -> Question[tuple[PromiseRow, ...]]:
    """What is overdue or due before the day ends, the most urgent first."""
    tonight = midnight(local_day(scope.now) + DAY)
    given = {"clients": scope.client_ids, "tonight": tonight}
    return Question(URGENT, given, partial(_urgent, scope))


def _urgent(scope: Scope, rows: Rows) -> tuple[PromiseRow, ...]:
    return tuple(rows_of.row_of(row, scope.now) for row in rows)


def urgent_query(scope: Scope) -> str:
    """The ledger with all of them."""
    today = local_day(scope.now)
    return Ledger(owner=ALL, client_id=scope.asked.client_id, last=today).address
