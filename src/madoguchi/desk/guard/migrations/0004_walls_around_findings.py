"""The wall around the findings of checks; a review changes a row, so they are not append-only."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import same_client, wall


class Migration(migrations.Migration):
    dependencies = [("guard", "0003_findings_of_checks")]
    operations = [
        wall("guard_guardfinding"),
        same_client("guard_guardfinding", "guard_check_id", "guard_guardcheck"),
    ]
