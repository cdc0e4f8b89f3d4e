"""The wall around reply templates; the log of settings is open to whoever sees the whole provider."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import IDS, PROVIDER_WIDE, wall

# What was said stays behind the wall: a row of a conversation opens only to the client's own people.
CHANGES = f"client_id = {IDS} or (conversation_id is null and {PROVIDER_WIDE})"
OWN = f"client_id = {IDS} or (client_id is null and {PROVIDER_WIDE})"


def _event_wall(seen: str) -> str:
    return f"alter policy platform_event_wall on platform_event using ({seen}) with check ({seen});"


class Migration(migrations.Migration):
    dependencies = [("clients", "0003_settings"), ("platform", "0002_walls")]
    operations = [
        wall("clients_replytemplate", also=PROVIDER_WIDE),
        migrations.RunSQL(_event_wall(CHANGES), _event_wall(OWN)),
        # The page of changes reads the newest first, whatever the length of the log.
        migrations.RunSQL(
            "create index platform_event_of_settings on platform_event (at, id)"
            " where conversation_id is null;",
            "drop index platform_event_of_settings;",
        ),
    ]
