"""What is hidden with a direct thread is neither written into, changed nor removed by who takes no part."""

from django.db import migrations

# A policy for SELECT alone guards a statement that looks for its rows; UPDATE and DELETE without a WHERE
# look for none, and INSERT never does.
THREADS = "all ((select hidden_threads())::bigint[])"
MESSAGES = "all ((select hidden_messages())::bigint[])"
NOTHING_HIDDEN = "coalesce(cardinality((select hidden_threads())::bigint[]), 0) = 0"
OF_THREAD = f"conversation_id is null or conversation_id <> {THREADS}"
OF_MESSAGE = f"message_id is null or message_id <> {MESSAGES}"
BY_THREAD = (
    *("alerts_alert", "conversations_conversationtag", "conversations_draftfile"),
    *("conversations_heldreply", "conversations_mention", "conversations_presence"),
    *("conversations_saveddraft", "conversations_scheduledreply", "conversations_seen"),
    *("platform_event", "promises_promise", "rooms_call", "rooms_directthread"),
    *("rooms_participant", "rooms_readmark", "rooms_told", "tasks_task"),
)
BY_MESSAGE = (
    *("guard_guardcheck", "guard_guardfinding", "mail_outgoingmail", "rooms_pin"),
    "rooms_reaction",
)
BY_BOTH_ENDS = (
    ("conversations_conversationlink", "first_id", "second_id"),
    ("conversations_merge", "source_id", "target_id"),
)
PARTS = (
    ("tasks_taskitem", "task_id", "tasks_task"),
    ("tasks_taskwatcher", "task_id", "tasks_task"),
    ("tasks_taskdelay", "task_id", "tasks_task"),
    ("rooms_nextaction", "call_id", "rooms_call"),
)
# Seen by everybody who works for the client (clocks hold no words), or never made (the index knows none).
SEEN_BY_ALL = ("conversations_replyclock", "search_entry")
# Told apart by the channel, which costs nothing; but what is written is asked by the thread itself:
# words that call themselves a mail's would stand in it, too.
BETWEEN_FEW = "channel <> 'direct' or takes_part({thread}, client_id)"
IN_THREAD = f"({BETWEEN_FEW.format(thread='conversation_id')}) and ({OF_THREAD})"
INTO_THREAD = f"({BETWEEN_FEW.format(thread='id')}) and (merged_into_id is null or merged_into_id <> {THREADS})"


def closed(table: str, seen: str, *, written: str | None = None) -> migrations.RunSQL:
    """From now on the condition `seen` (SQL) holds for each command, and `written` for new rows."""
    check = written or seen
    return migrations.RunSQL(
        f"drop policy {table}_direct on {table};"
        f"create policy {table}_direct on {table} as restrictive using ({seen}) with check ({check});",
        f"drop policy {table}_direct on {table};"
        f"create policy {table}_direct on {table} as restrictive for select using ({seen});",
    )


def kept(table: str, own: str) -> migrations.RunSQL:
    """Rows that everybody sees are written, changed and removed only where `own` (SQL) holds."""
    return migrations.RunSQL(
        f"create policy {table}_direct on {table} as restrictive for insert with check ({own});"
        f"create policy {table}_direct_change on {table} as restrictive for update"
        f" using ({own}) with check ({own});"
        f"create policy {table}_direct_keep on {table} as restrictive for delete using ({own});",
        f"drop policy {table}_direct_keep on {table};"
        f"drop policy {table}_direct_change on {table};drop policy {table}_direct on {table};",
    )


def part_of(table: str, column: str, outer: str) -> migrations.RunSQL:
    """Rows of the table go with the row of `outer` that they are a part of."""
    within = f"exists (select from {outer} o where o.id = {table}.{column})"
    return closed(table, f"{NOTHING_HIDDEN} or {within}")


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0007_threads_left_by_us"),
        ("conversations", "0014_rooms"),
        ("mail", "0002_walls"),
        ("search", "0002_walls"),
    ]
    operations = [
        *(closed(table, OF_THREAD) for table in BY_THREAD),
        *(closed(table, OF_MESSAGE) for table in BY_MESSAGE),
        *(
            closed(table, f"{first} <> {THREADS} and {second} <> {THREADS}")
            for table, first, second in BY_BOTH_ENDS
        ),
        *(part_of(table, column, outer) for table, column, outer in PARTS),
        closed("conversations_attachment", f"{NOTHING_HIDDEN} or member_reads_message(message_id)"),
        closed("conversations_conversation", BETWEEN_FEW.format(thread="id"), written=INTO_THREAD),
        closed(
            "conversations_message",
            BETWEEN_FEW.format(thread="conversation_id"),
            written=IN_THREAD,
        ),
        *(kept(table, OF_THREAD) for table in SEEN_BY_ALL),
    ]
