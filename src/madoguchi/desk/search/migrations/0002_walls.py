"""The wall around the index, and the one question that looks through it from inside."""

from django.db import migrations

from madoguchi.database import APP_ROLE
from madoguchi.desk.platform.walls.policies import same_client, wall

# Row-level security keeps a text search from using its index: @@ is not leakproof. So this runs
# as the tables' owner and asks for the scope itself: no scope, no row; `only_clients` can take
# clients away and never add one.
#
# Newest first, back in time in five growing stretches until `most` are found. Marks (marks.py) are
# words too, so that the index itself meets "word" with "these clients, these weeks": neither a
# frequent word nor a rare one reads what it does not need. Somebody with many clients is asked for
# by everybody's marks, their clients being picked among the hits.
QUESTION = """
create function search_entries(
  asked tsquery, most integer, before_at timestamptz, before_message bigint,
  only_clients bigint[], only_kinds text[], since timestamptz, only_state text, only_owner bigint
) returns table (message_id bigint, at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  allowed bigint[] := coalesce(nullif(current_setting('app.client_ids', true), ''), '{}')::bigint[];
  prefixes text[] := array[''];
  newest timestamptz;
  today bigint;
  first_day bigint;
  letter text;
  days integer;
  marks tsquery;
  wanted tsquery;
  low timestamptz;
  high timestamptz := 'infinity';
  found_now integer;
  found_all integer := 0;
begin
  if only_clients is not null then
    allowed := array(select unnest(allowed) intersect select unnest(only_clients));
  end if;
  if cardinality(allowed) = 0 then
    return;
  end if;
  if cardinality(allowed) <= 12 or numnode(asked) = 0 then
    prefixes := array(select 'C' || one from unnest(allowed) one);
  end if;
  -- Ids follow time, but for what is imported: the newest entry is among the last.
  select least(before_at, greatest(now() + interval '1 day', max(last.at))) into newest
    from (select e.at from search_entry e order by e.id desc limit 100) last;
  today := floor(extract(epoch from newest) / 86400);

  for step in 1 .. 5 loop
    -- What is as rare as that is read in one go.
    continue when step in (3, 4) and found_all * 10 < most;
    letter := (array['W', 'M', 'M', 'Y', ''])[step];
    days := (array[7, 28, 28, 364, 1])[step];
    first_day := (today / days - (array[1, 1, 6, 1, 0])[step]) * days;
    low := case when step = 5 then '-infinity' else to_timestamp(first_day * 86400) end;
    select string_agg(format('''%s%s''', prefix, stretch), '|')::tsquery into marks
      from unnest(prefixes) prefix, (
        select letter || number as stretch
          from generate_series(first_day / days, today / days) number where step < 5
        union all select '' where step = 5
      ) stretches
     where prefix <> '' or stretch <> '';
    wanted := case when marks is null then asked when numnode(asked) = 0 then marks else asked && marks end;
    return query execute
      'select e.message_id, e.at from search_entry e'
      || case when only_state is null and only_owner is null then ''
         else ' join conversations_conversation c on c.id = e.conversation_id' end
      || ' where e.words @@ $1 and e.client_id = any($2) and e.at >= $3 and e.at < $4'
      || ' and (e.at, e.message_id) < ($5, $6)'
      || case when since is null then '' else ' and e.at >= $7' end
      || case when only_kinds is null then '' else ' and e.kind = any($8)' end
      || case when only_state is null then '' else ' and c.state = $9' end
      || case when only_owner is null then '' when only_owner = 0 then ' and c.owner_id is null'
         else ' and c.owner_id = $10' end
      || ' order by e.at desc, e.message_id desc limit $11'
      using wanted, allowed, low, high, before_at, before_message, since, only_kinds, only_state,
        only_owner, most - found_all;
    get diagnostics found_now = row_count;
    found_all := found_all + found_now;
    exit when found_all >= most or low <= since;
    high := low;
  end loop;
end $$;

revoke execute on function search_entries(
  tsquery, integer, timestamptz, bigint, bigint[], text[], timestamptz, text, bigint) from public;
"""
GRANT = f"""
grant execute on function search_entries(
  tsquery, integer, timestamptz, bigint, bigint[], text[], timestamptz, text, bigint) to {APP_ROLE};
"""
NO_QUESTION = """
drop function search_entries(
  tsquery, integer, timestamptz, bigint, bigint[], text[], timestamptz, text, bigint);
"""
# Without fastupdate: its list of pending words would be read by every search.
INDEX = "create index search_entry_words on search_entry using gin (words) with (fastupdate = off);"


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("conversations", "0002_walls")]
    operations = [
        wall("search_entry"),
        wall("search_progress"),
        same_client("search_entry", "conversation_id", "conversations_conversation"),
        same_client("search_entry", "message_id", "conversations_message"),
        migrations.RunSQL(INDEX, "drop index search_entry_words;"),
        migrations.RunSQL([QUESTION, GRANT], NO_QUESTION),
    ]
