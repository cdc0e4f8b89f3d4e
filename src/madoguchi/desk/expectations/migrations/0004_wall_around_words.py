"""The wall around the counted words."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import wall


class Migration(migrations.Migration):
    dependencies = [("expectations", "0003_words")]
    operations = [wall("expectations_worduse"), wall("expectations_wordreading")]
