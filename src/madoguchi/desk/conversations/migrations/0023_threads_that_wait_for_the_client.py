"""A room's threads in which the client's own answer is missing are found at once, however many there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0022_why_a_room_needs_no_answer")]
    operations = [
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                fields=["client", "-last_message_at", "-id"],
                condition=models.Q(state="open", ball="them") & ~models.Q(channel="mail"),
                name="conversation_of_room_theirs",
            ),
        ),
    ]
