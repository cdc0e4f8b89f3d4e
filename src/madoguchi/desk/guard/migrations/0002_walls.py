"""The wall around the guard's checks; a verdict is never changed."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import append_only, wall


class Migration(migrations.Migration):
    dependencies = [("guard", "0001_initial")]
    operations = [wall("guard_guardcheck"), append_only("guard_guardcheck")]
