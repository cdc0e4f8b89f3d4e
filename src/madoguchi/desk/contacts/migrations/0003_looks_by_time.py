"""The log of who looked is read from its newest on, whatever its length."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_members")]
    operations = [
        migrations.AddIndex(
            model_name="look",
            index=models.Index(fields=["client", "at", "id"], name="look_by_time"),
        ),
    ]
