"""The wall around tokens, and the question that is asked before anybody is inside it."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import PROVIDER_WIDE, wall

# These run as the tables' owner: whoever asks is nobody yet. The first gives ids and a hash, no name;
# the second writes down that the token was used, once in five minutes.
QUESTIONS = """
create function api_token_in_force(asked_key text, asked_at timestamptz)
returns table (token_id bigint, client_id bigint, secret_hash text)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.client_id, t.secret_hash::text
    from api_token t left join clients_client c on c.id = t.client_id
   where t.key = asked_key and t.revoked_at is null and c.closed_at is null
     and (t.expires_at is null or t.expires_at > asked_at)
$$;

create function api_token_used(asked_token bigint, asked_at timestamptz) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update api_token set last_used_at = asked_at
   where id = asked_token
     and (last_used_at is null or last_used_at < asked_at - interval '5 minutes')
$$;
"""
NO_QUESTIONS = """
drop function api_token_in_force(text, timestamptz);
drop function api_token_used(bigint, timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial"), ("clients", "0002_walls"), ("clients", "0005_client_closed_at")]
    operations = [
        wall("api_token", also=PROVIDER_WIDE),
        migrations.RunSQL(QUESTIONS, NO_QUESTIONS),
    ]
