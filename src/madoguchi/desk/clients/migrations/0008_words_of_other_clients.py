"""The words of a writer's other clients: for the guard's eyes, whoever asks it."""

from django.db import migrations

# Runs as the tables' owner. A reply is read by the guard once more where its writer's other clients
# are out of sight: when a director approves it, when its time comes. What it finds names no client.
QUESTION = """
create function words_of_other_clients(asked_client bigint, writer bigint, moment timestamptz)
returns text language sql stable security definer set search_path = public, pg_temp as $$
  select json_agg(json_build_array(c.name, c.sender_name,
      array(select distinct split_part(address, '@', 2) from clients_address
        where client_id = c.id order by 1)) order by c.id)::text
    from clients_client c where c.id <> asked_client
    and exists (select from clients_assignment a where a.client_id = asked_client
      and a.person_id = writer)
    and exists (select from clients_assignment a where a.client_id = c.id
      and a.person_id = writer and a.starts_at <= moment
      and (a.ends_at is null or a.ends_at > moment))
    and asked_client =
      any(coalesce(nullif(current_setting('app.client_ids', true), ''), '{}')::bigint[])
$$;
"""
NO_QUESTION = "drop function words_of_other_clients(bigint, bigint, timestamptz);"


class Migration(migrations.Migration):
    dependencies = [("clients", "0007_wall_around_phrases")]
    operations = [migrations.RunSQL(QUESTION, NO_QUESTION)]
