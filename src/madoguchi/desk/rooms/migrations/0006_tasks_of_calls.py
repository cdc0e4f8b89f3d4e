"""Which task a next action of a call became."""

import django.db.models.deletion
from django.db import migrations, models

from madoguchi.desk.platform.walls.policies import same_client


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0005_news_of_direct_threads"),
        ("tasks", "0002_walls"),
    ]
    operations = [
        migrations.AddField(
            model_name="nextaction",
            name="task",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tasks.task",
            ),
        ),
        same_client("rooms_nextaction", "task_id", "tasks_task"),
    ]
