"""The wall around clients, and the questions that must be answered before anybody is inside it."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import PROVIDER_WIDE, wall

# These run as the tables' owner, so that they answer whatever the asking transaction may see.
# They give ids and roles, never a name or a text.
QUESTIONS = """
create function clients_seen_by(asked_person bigint) returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(client_id order by client_id), '{}') from (
    select a.client_id from clients_assignment a join people_person p on p.id = a.person_id
     where a.person_id = asked_person and p.is_active
       and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
    union
    select r.client_id from clients_reasonedaccess r join people_person p on p.id = r.person_id
     where r.person_id = asked_person and p.is_active and p.is_admin
       and r.starts_at <= now() and r.ends_at > now()
  ) seen
$$;

create function role_at_client(asked_person bigint, asked_client bigint, asked_at timestamptz)
returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select a.role from clients_assignment a join people_person p on p.id = a.person_id
   where a.person_id = asked_person and a.client_id = asked_client and p.is_active
     and a.starts_at <= asked_at and (a.ends_at is null or a.ends_at > asked_at)
   order by a.role = 'director' desc limit 1
$$;

create function client_of_address(asked_address text) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select client_id from clients_address where address = asked_address
$$;
"""
NO_QUESTIONS = """
drop function clients_seen_by(bigint);
drop function role_at_client(bigint, bigint, timestamptz);
drop function client_of_address(text);
"""

SETTINGS_OF_A_CLIENT = ("address", "replypolicy", "term", "ruleseverity", "assignment", "reasonedaccess")


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_initial")]
    operations = [
        wall("clients_client", column="id", also=PROVIDER_WIDE),
        *(wall(f"clients_{table}", also=PROVIDER_WIDE) for table in SETTINGS_OF_A_CLIENT),
        migrations.RunSQL(QUESTIONS, NO_QUESTIONS),
    ]
