"""A task is more than its client reads: the desk tells of it what is theirs, and the row stays behind the wall.

A row holds what was estimated, how it is gone about and why it stands still; a policy hides rows, and
no column of them.
"""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import IDS, members_see

# What was asked for in a direct thread is there for who takes part in it.
SHOWN = f"""t.client_id = {IDS} and not t.is_internal and not exists (
    select from conversations_conversation c where c.id = t.conversation_id and c.channel = 'direct'
      and not exists (select from rooms_participant p where p.conversation_id = c.id
        and p.client_id = c.client_id
        and p.person_id::text = current_setting('app.person', true)))"""
TOLD = f"""
create or replace function member_reads_task(asked bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tasks_task t where t.id = asked and {SHOWN})
$$;
-- For the number beside the page's name.
create function open_requests() returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from tasks_task t where t.closed_at is null and t.parent_id is null and {SHOWN}
$$;
"""
BEFORE = """
drop function open_requests();
create or replace function member_reads_task(asked bigint) returns boolean
language plpgsql stable security invoker set search_path = public, pg_temp as $$
begin
  return exists (select from tasks_task where id = asked);
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_promises_of_shared_tasks"),
        ("rooms", "0004_hidden_marks"),
    ]

    operations = [
        migrations.RunSQL(TOLD, BEFORE),
        members_see("tasks_task", None, before="not is_internal"),
    ]
