"""What else hangs on a direct thread is hidden with it: marks, checks, alerts, letters, events."""

from django.db import migrations

# As hidden_threads(), and like it once a question. Private matters are few, and so are their messages.
# The index of the search knows none of them; a reply clock holds no words, and figures count them all.
# takes_part() asked for all threads at once: asked for each, thirty of them cost a statement a millisecond.
HIDDEN = """
create or replace function hidden_threads() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
declare
  me bigint := coalesce(nullif(current_setting('app.person', true), ''), '0')::bigint;
begin
  if me = 0 or coalesce(current_setting('app.side', true), '') = 'client' then
    return '{}';
  end if;
  return coalesce((select array_agg(d.conversation_id) from rooms_directthread d
    where d.client_id = any(coalesce(nullif(current_setting('app.client_ids', true), ''), '{}')::bigint[])
      and d.conversation_id not in (select p.conversation_id from rooms_participant p
        where p.person_id = me)
      and d.client_id not in (select a.client_id from clients_assignment a
        where a.person_id = me and a.role = 'director' and a.starts_at <= now()
        and (a.ends_at is null or a.ends_at > now()))), '{}');
end $$;
create function hidden_messages() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
declare
  hidden bigint[] := hidden_threads();
begin
  if cardinality(hidden) = 0 then
    return '{}';
  end if;
  return coalesce((select array_agg(m.id) from conversations_message m
    where m.conversation_id = any(hidden)), '{}');
end $$;
"""
SHOWN = "drop function hidden_messages();"
THREADS = "all ((select hidden_threads())::bigint[])"
MESSAGES = "all ((select hidden_messages())::bigint[])"
BY_THREAD = (
    "alerts_alert",
    "conversations_conversationtag",
    "conversations_mention",
    "conversations_presence",
    "conversations_seen",
    "platform_event",
    "rooms_readmark",
    "rooms_told",
)
BY_MESSAGE = (
    "guard_guardcheck",
    "guard_guardfinding",
    "mail_outgoingmail",
    "mail_rawmail",
    "rooms_pin",
    "rooms_reaction",
)
BY_BOTH_ENDS = (
    ("conversations_conversationlink", "first_id", "second_id"),
    ("conversations_merge", "source_id", "target_id"),
)
BY_TASK = ("tasks_taskitem", "tasks_taskwatcher", "tasks_taskdelay")


def hidden(table: str, seen: str) -> migrations.RunSQL:
    """Rows of the table are read only where `seen` (SQL) holds."""
    return migrations.RunSQL(
        f"create policy {table}_direct on {table} as restrictive for select using ({seen});",
        f"drop policy {table}_direct on {table};",
    )


def within(table: str, column: str, outer: str) -> migrations.RunSQL:
    """Rows of the table are read only with the row of `outer` that they are a part of."""
    nothing_hidden = "coalesce(cardinality((select hidden_threads())::bigint[]), 0) = 0"
    return hidden(
        table, f"{nothing_hidden} or exists (select from {outer} o where o.id = {table}.{column})"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0003_hidden_threads"),
        ("alerts", "0002_walls"),
        ("guard", "0004_walls_around_findings"),
        ("mail", "0002_walls"),
        ("platform", "0002_walls"),
        ("tasks", "0002_walls"),
    ]

    operations = [
        migrations.RunSQL(HIDDEN, SHOWN),
        *(
            hidden(table, f"conversation_id is null or conversation_id <> {THREADS}")
            for table in BY_THREAD
        ),
        *(
            hidden(table, f"message_id is null or message_id <> {MESSAGES}")
            for table in BY_MESSAGE
        ),
        *(
            hidden(table, f"{first} <> {THREADS} and {second} <> {THREADS}")
            for table, first, second in BY_BOTH_ENDS
        ),
        *(within(table, "task_id", "tasks_task") for table in BY_TASK),
        within("rooms_nextaction", "call_id", "rooms_call"),
    ]
