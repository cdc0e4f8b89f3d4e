"""The wall around conversations, and references that cannot leave it."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import same_client, wall

TABLES = ("customer", "conversation", "message", "attachment", "replyclock", "heldreply", "seen", "saveddraft")


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0001_initial"),
        ("clients", "0002_walls"),
        ("guard", "0001_initial"),
        ("platform", "0002_walls"),
    ]
    operations = [
        *(wall(f"conversations_{table}") for table in TABLES),
        same_client("conversations_conversation", "customer_id", "conversations_customer"),
        same_client("conversations_message", "conversation_id", "conversations_conversation"),
        same_client("conversations_attachment", "message_id", "conversations_message"),
        same_client("conversations_replyclock", "conversation_id", "conversations_conversation"),
        same_client("conversations_replyclock", "message_id", "conversations_message"),
        same_client("conversations_replyclock", "policy_id", "clients_replypolicy"),
        same_client("conversations_heldreply", "conversation_id", "conversations_conversation"),
        same_client("conversations_seen", "conversation_id", "conversations_conversation"),
        same_client("conversations_saveddraft", "conversation_id", "conversations_conversation"),
        same_client("guard_guardcheck", "message_id", "conversations_message"),
        same_client("platform_event", "conversation_id", "conversations_conversation"),
        # Numbers that people say on the phone begin with four digits.
        migrations.RunSQL(
            "alter sequence conversations_conversation_id_seq restart with 4001",
            migrations.RunSQL.noop,
        ),
    ]
