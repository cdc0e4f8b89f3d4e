"""The wall around promises, and references that cannot leave it."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import same_client, wall


class Migration(migrations.Migration):
    dependencies = [
        ("promises", "0001_initial"),
        ("clients", "0002_walls"),
        ("conversations", "0002_walls"),
    ]
    operations = [
        wall("promises_promise"),
        same_client("promises_promise", "conversation_id", "conversations_conversation"),
        same_client("promises_promise", "message_id", "conversations_message"),
        same_client("promises_promise", "kept_by_message_id", "conversations_message"),
    ]
