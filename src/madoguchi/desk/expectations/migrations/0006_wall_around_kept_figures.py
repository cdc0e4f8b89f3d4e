"""The wall around the kept figures."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import wall


class Migration(migrations.Migration):
    dependencies = [("expectations", "0005_kept_figures")]
    operations = [wall("expectations_keptfigures")]
