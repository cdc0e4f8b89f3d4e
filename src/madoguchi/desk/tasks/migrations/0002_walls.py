"""The walls around tasks: the provider's, and that of the client's own people, who see what is not internal."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import same_client, wall


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0001_initial"),
        ("clients", "0002_walls"),
        ("conversations", "0002_walls"),
    ]
    operations = [
        wall("tasks_taskseries"),
        wall("tasks_task", members="not is_internal"),
        wall("tasks_taskitem"),
        wall("tasks_taskwatcher"),
        wall("tasks_taskdelay"),
        same_client("tasks_task", "conversation_id", "conversations_conversation"),
        same_client("tasks_task", "message_id", "conversations_message"),
        same_client("tasks_task", "parent_id", "tasks_task"),
        same_client("tasks_task", "series_id", "tasks_taskseries"),
        same_client("tasks_taskitem", "task_id", "tasks_task"),
        same_client("tasks_taskwatcher", "task_id", "tasks_task"),
        same_client("tasks_taskdelay", "task_id", "tasks_task"),
        same_client("tasks_taskdelay", "message_id", "conversations_message"),
        # Numbers that people say on the phone have three digits from the beginning.
        migrations.RunSQL(
            "alter sequence tasks_task_id_seq restart with 301", migrations.RunSQL.noop
        ),
    ]
