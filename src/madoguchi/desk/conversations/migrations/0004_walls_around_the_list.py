"""The wall around what came with 0003, and what the event log alone told of a message until now."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import same_client, wall

TABLES = (
    "draftfile",
    "scheduledreply",
    "tag",
    "conversationtag",
    "conversationlink",
    "merge",
    "mention",
    "presence",
)
INSIDE = (
    ("conversation", "merged_into_id", "conversation"),
    ("draftfile", "conversation_id", "conversation"),
    ("scheduledreply", "conversation_id", "conversation"),
    ("conversationtag", "conversation_id", "conversation"),
    ("conversationtag", "tag_id", "tag"),
    ("conversationlink", "first_id", "conversation"),
    ("conversationlink", "second_id", "conversation"),
    ("merge", "source_id", "conversation"),
    ("merge", "target_id", "conversation"),
    ("mention", "conversation_id", "conversation"),
    ("mention", "message_id", "message"),
    ("presence", "conversation_id", "conversation"),
)
TOLD = """
update conversations_message m set notice = coalesce(e.data->>'notice', '')
from platform_event e
where e.kind = 'NoticeReceived' and (e.data->>'message_id')::bigint = m.id;
update conversations_message m
set no_answer_reason = coalesce(e.data->>'reason', ''), no_answer_by_id = e.actor_id
from platform_event e
where e.kind = 'NoAnswerNeeded' and (e.data->>'message_id')::bigint = m.id;
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0003_working_the_list")]
    operations = [
        *(wall(f"conversations_{table}") for table in TABLES),
        *(
            same_client(f"conversations_{table}", column, f"conversations_{target}")
            for table, column, target in INSIDE
        ),
        migrations.RunSQL(TOLD, migrations.RunSQL.noop),
    ]
