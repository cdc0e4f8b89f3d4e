"""What happens in a direct thread is told live to who takes part of us and to the client's directors."""

from django.db import migrations

# To everybody else's open desk it would say that there is such a thread, and when somebody speaks in it.
TELL = """
create or replace function platform_event_tells() returns trigger language plpgsql as $$
declare
  news json;
begin
  if exists (select from conversations_conversation c
      where c.id = new.conversation_id and c.channel = 'direct') then
    news := json_build_object(
      'client', new.client_id, 'conversation', new.conversation_id, 'kind', new.kind,
      'people', array(
        select q.person_id from rooms_participant q join people_person p on p.id = q.person_id
          where q.conversation_id = new.conversation_id and p.side = 'provider'
        union
        select a.person_id from clients_assignment a
          where a.client_id = new.client_id and a.role = 'director' and a.starts_at <= now()
          and (a.ends_at is null or a.ends_at > now())
        order by 1));
  else
    news := json_build_object(
      'client', new.client_id, 'conversation', new.conversation_id, 'kind', new.kind);
  end if;
  perform pg_notify('madoguchi_events', news::text);
  return null;
end $$;
"""
TELL_ALL = """
create or replace function platform_event_tells() returns trigger language plpgsql as $$
begin
  perform pg_notify('madoguchi_events', json_build_object(
    'client', new.client_id, 'conversation', new.conversation_id, 'kind', new.kind
  )::text);
  return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0004_hidden_marks"),
        ("conversations", "0014_rooms"),
        ("platform", "0002_walls"),
    ]
    operations = [migrations.RunSQL(TELL, TELL_ALL)]
