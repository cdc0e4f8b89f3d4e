"""The wall around self-checks, which are never changed once they are filled in."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import append_only, same_client, wall


class Migration(migrations.Migration):
    dependencies = [("adherence", "0001_initial")]
    operations = [
        wall("adherence_selfcheck"),
        wall("adherence_selfcheckline"),
        append_only("adherence_selfcheck"),
        append_only("adherence_selfcheckline"),
        same_client("adherence_selfcheckline", "self_check_id", "adherence_selfcheck"),
    ]
