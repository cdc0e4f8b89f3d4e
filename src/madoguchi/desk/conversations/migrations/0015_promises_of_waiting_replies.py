from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0014_rooms")]

    operations = [
        migrations.AddField(
            model_name="heldreply",
            name="promised",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="scheduledreply",
            name="promised",
            field=models.JSONField(default=dict),
        ),
    ]
