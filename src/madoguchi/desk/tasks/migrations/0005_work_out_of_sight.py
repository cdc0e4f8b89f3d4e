"""What else somebody has to do before a task, where it is out of sight: as time, and as nothing else."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import IDS

# Runs as the table's owner. Of people who own a task in the asking scope: the minutes that are left of
# their other work, summed by its due moment. `after_task` is a task in that scope, 0 for none: work of
# the same due moment stands after it when it was made later, so that whoever looks counts the same.
# No task, client or word of it is told, and the client's own people are told nothing.
QUESTION = f"""
create function work_out_of_sight(asked bigint[])
returns table (person_id bigint, due_at timestamptz, after_task bigint, minutes bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with seen as (
    select s.id, s.owner_id, s.due_at from tasks_task s
    where s.owner_id = any(asked) and s.closed_at is null and s.client_id = {IDS}
      and (s.conversation_id is null
        or s.conversation_id <> all ((select hidden_threads())::bigint[]))
  ), unseen as (
    select t.owner_id, t.due_at, t.remaining_minutes, coalesce((select max(s.id) from seen s
        where s.owner_id = t.owner_id and s.due_at is not distinct from t.due_at
          and s.id < t.id), 0) as after_task
    from tasks_task t
    where current_setting('app.side', true) = 'provider'
      and t.owner_id in (select s.owner_id from seen s) and t.id not in (select s.id from seen s)
      and t.closed_at is null and t.state in ('accepted', 'doing') and t.remaining_minutes > 0
  )
  select u.owner_id, u.due_at, u.after_task, sum(u.remaining_minutes) from unseen u
  group by u.owner_id, u.due_at, u.after_task
$$;
"""
NO_QUESTION = "drop function work_out_of_sight(bigint[]);"


class Migration(migrations.Migration):
    # What a direct thread of a room hides counts as time, too.
    dependencies = [("tasks", "0004_the_log_of_work"), ("rooms", "0004_hidden_marks")]
    operations = [migrations.RunSQL(QUESTION, NO_QUESTION)]
