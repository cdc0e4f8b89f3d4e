"""A task's page tells what happened to it, whatever the length of the log."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_walls"), ("platform", "0002_walls")]
    operations = [
        migrations.RunSQL(
            "create index platform_event_of_task on platform_event"
            " (((data->>'task_id')::bigint), id) where data ? 'task_id';",
            "drop index platform_event_of_task;",
        ),
    ]
