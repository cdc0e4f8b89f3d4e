from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0007_promises_of_no_conversation")]

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
                ],
                default="clock",
                max_length=8,
            ),
        ),
    ]
