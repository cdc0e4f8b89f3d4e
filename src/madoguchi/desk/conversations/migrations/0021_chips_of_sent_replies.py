from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0020_clocks_counted_by_their_end")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="promised",
            field=models.JSONField(default=dict),
        ),
    ]
