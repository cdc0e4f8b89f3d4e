"""How due times of tasks were held: of what was done in a time, counted from the rows."""

from datetime import datetime

from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.tasks.rows import TaskFigures

# Each task once: what was told late stays told late, whenever it was done then.
HELD = """
with done as (
  select t.closed_at <= t.due_at as in_time,
    exists (select from tasks_taskdelay d where d.task_id = t.id and d.told_at is not null) as told,
    exists (select from tasks_taskdelay d where d.task_id = t.id and d.told_at >= d.due_at) as told_late
  from tasks_task t
  where t.client_id = any(%(clients)s::bigint[]) and t.state = 'done' and t.due_at is not null
    and t.closed_at >= %(since)s::timestamptz and t.closed_at < %(until)s::timestamptz
    and (%(owner)s::bigint is null or t.owner_id = %(owner)s::bigint)
)
select count(*) filter (where in_time and not told), count(*) filter (where in_time and told and not told_late),
  count(*) filter (where told_late), count(*) filter (where not in_time and not told_late)
from done
"""


def figures_of(
    client_ids: list[int], since: datetime, until: datetime, *, owner_id: int | None = None
) -> TaskFigures:
    """Tasks of these clients that were done from `since` up to, not including, `until`."""
    given = {"clients": client_ids, "since": since, "until": until, "owner": owner_id}
    return TaskFigures(*prepared.row_of(HELD, given))
