"""The wall around raw mail and the outbox; unrouted mail is the provider's until somebody routes it."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import PROVIDER_WIDE, same_client, wall


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial"), ("conversations", "0002_walls")]
    operations = [
        wall("mail_rawmail", also=f"client_id is null and {PROVIDER_WIDE}"),
        wall("mail_outgoingmail"),
        same_client("mail_rawmail", "message_id", "conversations_message"),
        same_client("mail_outgoingmail", "message_id", "conversations_message"),
    ]
