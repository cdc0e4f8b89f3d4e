"""Who goes is warned of what they owe, who gets it is told; an alert of each kind about one promise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0008_direct_threads_left")]

    operations = [
        migrations.AlterField(
            model_name="alert",
            name="about",
            field=models.CharField(
                choices=[
                    ("clock", "返信の期限"),
                    ("call", "メンション"),
                    ("approval", "承認待ち"),
                    ("hold", "送信を見合わせています"),
                    ("returned", "差し戻し"),
                    ("taken", "引き取り"),
                    ("changed", "直して承認"),
                    ("promise", "約束"),
                    ("unheld", "個別スレッドの参加者不在"),
                    ("ending", "勤務の終わり"),
                    ("handed", "約束の引き継ぎ"),
                ],
                default="clock",
                max_length=8,
            ),
        ),
        migrations.RemoveConstraint(
            model_name="alert", name="person_is_alerted_once_of_a_promise"
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(conversation__isnull=True),
                fields=("promise", "person", "about", "is_passed", "level_at"),
                name="person_is_alerted_once_of_a_promise",
            ),
        ),
        migrations.RemoveConstraint(model_name="alert", name="alert_leads_somewhere"),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(conversation__isnull=False, promise__isnull=True)
                | models.Q(
                    about__in=["promise", "ending", "handed"],
                    conversation__isnull=True,
                    promise__isnull=False,
                ),
                name="alert_leads_somewhere",
            ),
        ),
    ]
