"""The wall around alerts, and a reference that cannot leave it."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import same_client, wall


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial"), ("conversations", "0004_walls_around_the_list")]
    operations = [
        wall("alerts_alert"),
        same_client("alerts_alert", "conversation_id", "conversations_conversation"),
    ]
