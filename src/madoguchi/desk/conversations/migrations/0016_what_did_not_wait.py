from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0015_promises_of_waiting_replies")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="is_urgent",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
