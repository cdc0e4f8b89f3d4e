"""What the client's people read of a message in a room holds no reason of ours: it stands in the log."""

from django.db import migrations, models

# What is due of the references is asked now: a table with questions open cannot be changed.
UNSAID = """
set constraints all immediate;
update conversations_message set no_answer_reason = ''
where channel <> 'mail' and no_answer_reason <> '';
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0021_chips_of_sent_replies")]

    operations = [
        migrations.RunSQL(UNSAID, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(channel="mail") | models.Q(no_answer_reason=""),
                name="room_holds_no_reason_of_ours",
            ),
        ),
    ]
