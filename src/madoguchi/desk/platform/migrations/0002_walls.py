"""The event log is append-only, walled, and tells every listening process."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import PROVIDER_WIDE, append_only, wall

TELL = """
create function platform_event_tells() returns trigger language plpgsql as $$
begin
  perform pg_notify('madoguchi_events', json_build_object(
    'client', new.client_id, 'conversation', new.conversation_id, 'kind', new.kind
  )::text);
  return null;
end $$;
create trigger platform_event_tells after insert on platform_event
  for each row execute function platform_event_tells();
"""
UNTELL = "drop trigger platform_event_tells on platform_event; drop function platform_event_tells();"


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]
    operations = [
        wall("platform_event", also=f"client_id is null and {PROVIDER_WIDE}"),
        append_only("platform_event"),
        migrations.RunSQL(TELL, UNTELL),
    ]
