"""What a desk counts of itself over all clients: numbers alone, past the walls."""

from django.db import migrations

FIGURES = """
create function operations_figures() returns table (name text, kind text, value double precision)
language sql stable security definer set search_path = public, pg_temp as $$
  with waiting as (
    select j.task_name::text as kind, count(*)::float8 as jobs,
           extract(epoch from now() - min(coalesce(j.scheduled_at, e.at)))::float8 as oldest
    from procrastinate_jobs j
    left join procrastinate_events e on e.job_id = j.id and e.type = 'deferred'
    where j.status = 'todo' and (j.scheduled_at is null or j.scheduled_at <= now())
    group by j.task_name
  ), ours as (
    select count(*)::float8 as balls,
           count(*) filter (where due_at < now())::float8 as due,
           count(*) filter (where late_at < now())::float8 as late,
           count(*) filter (where limit_at < now())::float8 as hard
    from conversations_conversation where state = 'open' and ball = 'us'
  )
  select 'jobs_waiting', kind, jobs from waiting
  union all select 'jobs_oldest_seconds', kind, greatest(oldest, 0) from waiting
  union all select 'workers_alive', '', count(*)::float8 from procrastinate_workers
    where last_heartbeat > now() - interval '30 seconds'
  union all select 'mails_quarantined', '', count(*)::float8 from mail_rawmail
    where state = 'quarantined'
  union all select 'balls_ours', '', balls from ours
  union all select 'balls_over', 'due', due from ours
  union all select 'balls_over', 'late', late from ours
  union all select 'balls_over', 'limit', hard from ours
$$;
revoke execute on function operations_figures() from public;
grant execute on function operations_figures() to madoguchi_app;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("mail", "0002_walls"),
        ("conversations", "0004_walls_around_the_list"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        migrations.RunSQL(FIGURES, "drop function operations_figures()"),
    ]
