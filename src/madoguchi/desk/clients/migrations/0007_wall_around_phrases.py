"""The wall around a client's phrases."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import PROVIDER_WIDE, wall


class Migration(migrations.Migration):
    dependencies = [("clients", "0006_phrases_and_training")]
    operations = [wall("clients_clientphrase", also=PROVIDER_WIDE)]
