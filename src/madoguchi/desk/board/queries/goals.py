"""What the clients agreed on in their expectation sheets, where it is the same for all of them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from madoguchi.desk.board.scope import Scope
from madoguchi.desk.expectations.measures import MEASURES
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.platform.postgresql.prepared import Rows
from madoguchi.desk.platform.postgresql.together import Question

# What is agreed about replies within so many minutes is no goal of the waits that the board counts: a sheet
# counts the matters that came in, of each the first answer alone.
IN_FORCE = """select s.client_id, f.measure, f.target, f.comparison
from expectations_sheet s join expectations_sheetfigure f on f.sheet_id = s.id
where s.client_id = any(%(clients)s::bigint[]) and s.state = 'in_force'
  and s.valid_from <= %(today)s::date and f.measure in ('first_reply_median', 'guard_kept', 'promises_kept') order by s.client_id, f.position"""


@dataclass(frozen=True, slots=True)
class Goals:
    """Each in the unit of its figure; None where no goal holds for all."""

    median_minutes: Decimal | None = None
    percent_kept: Decimal | None = None
    percent_promises: Decimal | None = None


def goals(scope: Scope) -> Question[Goals]:
    """Where all of the clients have the same."""
    given = {"clients": scope.client_ids, "today": local_day(scope.now)}
    return Question(IN_FORCE, given, partial(_goals, len(scope.clients)))


def _goals(clients: int, rows: Rows) -> Goals:
    agreed: dict[str, dict[int, Decimal]] = {}
    for client_id, measure, target, comparison in rows:
        if comparison == MEASURES[measure].comparison:
            agreed.setdefault(measure, {})[client_id] = Decimal(target)

    def of_all(measure: str) -> Decimal | None:
        targets = agreed.get(measure, {})
        same = set(targets.values())
        return same.pop() if len(same) == 1 and len(targets) == clients else None

    return Goals(
        median_minutes=of_all("first_reply_median"),
        percent_kept=of_all("guard_kept"),
        percent_promises=of_all("promises_kept"),
    )
