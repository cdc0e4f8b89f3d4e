"""How tasks stand, as rows: each against its owner's other tasks, in a known number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.tasks.actions.planning import is_awaited
from madoguchi.desk.tasks.models import Task, TaskDelay
from madoguchi.desk.tasks.rows import AT_RISK, TaskRow
from madoguchi.engines.businesstime import Calendar
from madoguchi.engines.taskrisk import Risk, Standing, Work, judge

BESIDE = ("client", "owner")
STANDINGS = {Task.State.BLOCKED: Standing.BLOCKED, Task.State.WAITING: Standing.WAITING}
AS_THEY_ARE = frozenset({Task.State.REQUESTED, Task.State.DONE, Task.State.DECLINED})
# What is out of sight stands right behind the task in sight that was made before it.
WORKS = """select owner_id, id, remaining_minutes, due_at, state from tasks_task
where owner_id = any(%(owners)s::bigint[]) and closed_at is null and state <> 'requested'
union all
select person_id, after_task, minutes, due_at, 'doing' from work_out_of_sight(%(owners)s::bigint[])"""


def rows_of(
    tasks: Sequence[Task], now: datetime, calendars: Mapping[int, Calendar] | None = None
) -> tuple[TaskRow, ...]:
    """The tasks as lists show them, in their order. Three queries, whatever their number.

    All that its owner has to do counts, so that whoever looks at a task reads the same of it: what is
    out of their sight counts as time, and nothing else is known of it here. Whoever has asked for the
    calendars of these clients already gives them: a query less.
    """
    risks = risks_of(tasks, now, calendars)
    noticed = _noticed(tasks)
    return tuple(_row(task, risks.get(task.pk), task.pk in noticed) for task in tasks)


def risks_of(
    tasks: Iterable[Task], now: datetime, calendars: Mapping[int, Calendar] | None = None
) -> dict[int, Risk]:
    """By id, how each task that was taken on and is not over stands; two queries."""
    going = [task for task in tasks if task.state not in AS_THEY_ARE]
    if not going:
        return {}
    others = _works_of({task.owner_id for task in going if task.owner_id is not None})
    if calendars is None:
        calendars = _calendars({task.client_id for task in going})
    return {
        task.pk: judge(
            work_of(task),
            (one for one in others[task.owner_id or 0] if one.key != task.pk),
            now=now,
            calendar=calendars[task.client_id],
        )
        for task in going
    }


def work_of(task: Task) -> Work:
    """The task as the engine takes it."""
    standing = STANDINGS.get(Task.State(task.state), Standing.GOES_ON)
    return Work(task.pk, task.remaining_minutes, task.due_at, standing)


def _works_of(owner_ids: set[int]) -> dict[int, list[Work]]:
    found: dict[int, list[Work]] = defaultdict(list)
    if not owner_ids:
        return found
    for owner_id, key, minutes, due_at, state in prepared.rows_of(
        WORKS, {"owners": sorted(owner_ids)}
    ):
        standing = STANDINGS.get(state, Standing.GOES_ON)
        found[owner_id].append(Work(key, minutes, due_at, standing))
    return found


def _calendars(client_ids: set[int]) -> dict[int, Calendar]:
    return {pk: one.calendar for pk, one in policies.newest_of_each(client_ids).items()}


def _noticed(tasks: Sequence[Task]) -> set[int]:
    """Those whose delay is written and waits to be told, or that are not awaited by anybody outside."""
    written = TaskDelay.objects.filter(task_id__in=[one.pk for one in tasks], told_at__isnull=True)
    return set(written.values_list("task_id", flat=True))


def _row(task: Task, risk: Risk | None, is_noticed: bool) -> TaskRow:  # noqa: FBT001 (private)
    stands = str(risk.outlook) if risk else str(task.state)
    return TaskRow(
        pk=task.pk,
        number=task.number,
        title=task.title,
        client=chip(task.client),
        purpose=task.purpose,
        state=task.state,
        stands=stands,
        due_at=task.due_at,
        due_named_by=task.due_named_by,
        expected_at=risk.expected_at if risk else None,
        late_minutes=risk.late_minutes if risk else 0,
        owner=task.owner.name if task.owner else "",
        owner_pk=task.owner_id,
        reason=task.reason,
        is_internal=task.is_internal,
        is_clear=task.is_clear,
        remaining_minutes=task.remaining_minutes,
        conversation_pk=task.conversation_id,
        is_late_notice_due=stands in AT_RISK and is_awaited(task) and not is_noticed,
        remind_at=task.remind_at,
        closed_at=task.closed_at,
    )
