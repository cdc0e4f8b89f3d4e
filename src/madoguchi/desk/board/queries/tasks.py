"""The tasks that will be late, or are."""

from dataclasses import dataclass, field

from madoguchi.desk.board.queries.policies import Policies
from madoguchi.desk.board.scope import Scope
from madoguchi.desk.tasks.models import Task
from madoguchi.desk.tasks.queries.standing import BESIDE, rows_of
from madoguchi.desk.tasks.rows import AT_RISK, TaskRow

SHOWN = 6
JUDGED = 200  # open tasks by due time: what is due after two hundred others is no danger yet


@dataclass(frozen=True, slots=True)
class AtRisk:
    """Those with the first due time, how many there are, and of whom."""

    rows: tuple[TaskRow, ...]
    count: int
    by_owner: dict[int, int] = field(default_factory=dict)


def at_risk(scope: Scope, known: Policies) -> AtRisk:
    """Judged as the pages of tasks judge them, by the hours that are known already; three queries."""
    going = Task.objects.open().filter(client_id__in=scope.client_ids, due_at__isnull=False)
    found = going.select_related(*BESIDE).order_by("due_at", "pk")[:JUDGED]
    calendars = {pk: policy.calendar for pk, policy in known.newest.items()}
    judged = rows_of(list(found), scope.now, calendars)
    rows = [row for row in judged if row.stands in AT_RISK]
    by_owner: dict[int, int] = {}
    for row in rows:
        if row.owner_pk is not None:
            by_owner[row.owner_pk] = by_owner.get(row.owner_pk, 0) + 1
    return AtRisk(tuple(rows[:SHOWN]), len(rows), by_owner)
