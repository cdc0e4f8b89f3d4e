"""What the demo's customers received is walled like everything else of a client."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import wall


class Migration(migrations.Migration):
    dependencies = [("demo", "0001_initial"), ("clients", "0002_walls")]
    operations = [wall("demo_customermail")]
