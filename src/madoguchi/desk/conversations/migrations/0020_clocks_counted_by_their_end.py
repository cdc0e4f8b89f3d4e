from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0019_writing_time")]

    operations = [
        migrations.RemoveIndex(model_name="replyclock", name="clock_by_end"),
        migrations.AddIndex(
            model_name="replyclock",
            index=models.Index(
                fields=["client", "stopped_at", "id"],
                include=(
                    "since",
                    "due_at",
                    "met_at",
                    "outcome",
                    "policy",
                    "paused_seconds",
                    "position",
                    "conversation",
                ),
                name="clock_by_end",
            ),
        ),
    ]
