"""The wall around words that were learned."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import PROVIDER_WIDE, wall


class Migration(migrations.Migration):
    dependencies = [("clients", "0009_vocabulary")]
    operations = [wall("clients_termsuggestion", also=PROVIDER_WIDE)]
