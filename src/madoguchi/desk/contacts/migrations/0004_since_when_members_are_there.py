"""Since when a contact signs in: of what was said before, no letter tells them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0003_looks_by_time")]
    operations = [
        migrations.AddField(
            model_name="contact", name="joined_at", field=models.DateTimeField(null=True)
        ),
    ]
