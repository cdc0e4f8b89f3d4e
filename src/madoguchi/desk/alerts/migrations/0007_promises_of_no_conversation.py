"""An alert about a promise that was given in no conversation leads to the promise itself."""

from django.db import migrations, models

from madoguchi.desk.platform.walls.policies import same_client


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0006_promises"),
        ("conversations", "0014_rooms"),
        ("promises", "0002_walls"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alert",
            name="conversation",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="alerts",
                to="conversations.conversation",
            ),
        ),
        migrations.AddField(
            model_name="alert",
            name="promise",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="alerts",
                to="promises.promise",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(conversation__isnull=True),
                fields=("promise", "person", "is_passed", "level_at"),
                name="person_is_alerted_once_of_a_promise",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(conversation__isnull=False, promise__isnull=True)
                | models.Q(about="promise", conversation__isnull=True, promise__isnull=False),
                name="alert_leads_somewhere",
            ),
        ),
        same_client("alerts_alert", "promise_id", "promises_promise"),
    ]
