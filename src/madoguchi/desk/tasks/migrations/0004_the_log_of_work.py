"""What happens to a task or a promise is the client's, even where no conversation is near it."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import IDS, PROVIDER_WIDE

CHANGES = f"client_id = {IDS} or (conversation_id is null and {PROVIDER_WIDE})"
SETTINGS = (
    f"client_id = {IDS} or (conversation_id is null"
    f" and not (data ?| array['task_id', 'series_id', 'promise_id']) and {PROVIDER_WIDE})"
)


def _event_wall(seen: str) -> str:
    return f"alter policy platform_event_wall on platform_event using ({seen}) with check ({seen});"


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0003_events_of_tasks"),
        ("clients", "0004_walls_around_settings"),
    ]
    operations = [migrations.RunSQL(_event_wall(SETTINGS), _event_wall(CHANGES))]
