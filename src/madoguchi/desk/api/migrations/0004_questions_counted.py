"""A token's questions are counted on its own row, in one statement."""

from django.db import migrations

# Runs as the tables' owner: whoever asks is nobody yet. Its minute begins with the first question after
# the one before it, anew when the clock was set back; null: enough was asked in this one. Who waits for
# the row judges what it has become.
COUNTED = """
create function api_token_counted(asked_token bigint, asked_at timestamptz, most int)
returns boolean language sql volatile security definer set search_path = public, pg_temp as $$
  update api_token set last_used_at = asked_at,
      counted = case when counted_since between asked_at - interval '1 minute' and asked_at
        then counted + 1 else 1 end,
      counted_since = case when counted_since between asked_at - interval '1 minute' and asked_at
        then counted_since else asked_at end
   where id = asked_token and (counted < most
      or counted_since not between asked_at - interval '1 minute' and asked_at)
  returning true
$$;
drop function api_token_used(bigint, timestamptz);
"""
USED = """
create function api_token_used(asked_token bigint, asked_at timestamptz) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update api_token set last_used_at = asked_at
   where id = asked_token
     and (last_used_at is null or last_used_at < asked_at - interval '5 minutes')
$$;
drop function api_token_counted(bigint, timestamptz, int);
"""


class Migration(migrations.Migration):
    dependencies = [("api", "0003_questions_of_a_minute")]
    operations = [migrations.RunSQL(COUNTED, USED)]
