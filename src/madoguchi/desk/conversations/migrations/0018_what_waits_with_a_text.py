from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0017_clocks_by_their_end")]

    operations = [
        migrations.AddField(
            model_name="saveddraft",
            name="promised",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="heldreply",
            name="urgent_reason",
            field=models.TextField(blank=True, db_default=""),
        ),
    ]
