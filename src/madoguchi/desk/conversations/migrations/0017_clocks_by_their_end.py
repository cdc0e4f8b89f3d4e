from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0016_what_did_not_wait")]

    operations = [
        migrations.AddIndex(
            model_name="replyclock",
            index=models.Index(fields=["client", "stopped_at", "id"], name="clock_by_end"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("kind", "recalled")),
                fields=["client", "id"],
                name="message_recalled",
            ),
        ),
    ]
