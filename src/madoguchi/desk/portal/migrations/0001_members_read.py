"""What the portal shows of promises: those given in the room, or in no conversation at all."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import members_see


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("promises", "0002_walls"),
        ("rooms", "0002_walls"),
        ("contacts", "0002_members"),
    ]
    operations = [
        members_see("promises_promise", "conversation_id is null or member_reads_thread(conversation_id)"),
    ]
