"""Of a promise that a task gave in no conversation, a client's own people read what the task is theirs to read."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import members_see

BEFORE = "conversation_id is null or member_reads_thread(conversation_id)"
SHOWN = """case when conversation_id is not null then member_reads_thread(conversation_id)
  else task_id is null or member_reads_task(task_id) end"""
# Asked inside the reader's own wall, where an internal task does not exist.
OF_TASK = """
create function member_reads_task(asked bigint) returns boolean
language plpgsql stable set search_path = public, pg_temp as $$
begin
  return exists (select from tasks_task where id = asked);
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_members_read"), ("tasks", "0002_walls")]

    operations = [
        migrations.RunSQL(OF_TASK, "drop function member_reads_task(bigint);"),
        members_see("promises_promise", SHOWN, before=BEFORE),
    ]
