"""What hangs on a direct thread is hidden with it: its promises, tasks, calls, files and drafts."""

from django.db import migrations

# Once a question, not once a row: the direct threads in the scope whose words are not for who asks.
# For a job there are none. A client's own people are kept out by their own wall, and what the desk
# counts for them is counted whole.
HIDDEN = """
create function hidden_threads() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me bigint := coalesce(nullif(current_setting('app.person', true), ''), '0')::bigint;
begin
  if me = 0 or exists (select from people_person p where p.id = me and p.side = 'client') then
    return '{}';
  end if;
  return coalesce((select array_agg(d.conversation_id) from rooms_directthread d
    where d.client_id = any(coalesce(nullif(current_setting('app.client_ids', true), ''), '{}')::bigint[])
      and not takes_part(d.conversation_id, d.client_id)), '{}');
end $$;
"""
SHOWN = "drop function hidden_threads();"
OF_THREAD = "conversation_id is null or conversation_id <> all ((select hidden_threads())::bigint[])"
# A file knows its message alone.
OF_MESSAGE = """coalesce(cardinality((select hidden_threads())::bigint[]), 0) = 0
  or member_reads_message(message_id)"""
BY_THREAD = (
    "promises_promise",
    "tasks_task",
    "rooms_call",
    "rooms_directthread",
    "rooms_participant",
    "conversations_saveddraft",
    "conversations_draftfile",
    "conversations_scheduledreply",
    "conversations_heldreply",
)


def hidden(table: str, seen: str) -> migrations.RunSQL:
    """Rows of the table are read only where `seen` (SQL) holds."""
    return migrations.RunSQL(
        f"create policy {table}_direct on {table} as restrictive for select using ({seen});",
        f"drop policy {table}_direct on {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0002_walls"),
        ("promises", "0002_walls"),
        ("tasks", "0002_walls"),
    ]

    operations = [
        migrations.RunSQL(HIDDEN, SHOWN),
        *(hidden(table, OF_THREAD) for table in BY_THREAD),
        hidden("conversations_attachment", OF_MESSAGE),
    ]
