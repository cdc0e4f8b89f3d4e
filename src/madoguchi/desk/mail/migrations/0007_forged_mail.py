"""A member's mail that their server did not vouch for waits in the quarantine, with a cause of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0006_beginning_of_a_mailbox")]
    operations = [
        migrations.AlterField(
            model_name="rawmail",
            name="cause",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unreadable", "読めません"),
                    ("unknown", "委託元が不明"),
                    ("spam", "迷惑メールの疑い"),
                    ("flood", "短時間に大量"),
                    ("too_big", "大きすぎます"),
                    ("forged", "差出人が確かめられません"),
                ],
                max_length=12,
            ),
        )
    ]
