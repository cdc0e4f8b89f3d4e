"""A finding belongs to a message of its own client."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import same_client


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0012_what_became_of_findings"),
        ("guard", "0004_walls_around_findings"),
    ]
    operations = [same_client("guard_guardfinding", "message_id", "conversations_message")]
