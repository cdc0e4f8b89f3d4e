"""The question through the wall reads so much and no more at a time, and says how far back it looked."""

from importlib import import_module

from django.db import migrations

from madoguchi.database import APP_ROLE

# Row-level security keeps a text search from using its index: @@ is not leakproof. So this runs
# as the tables' owner and asks for the scope itself: no scope, no row; `only_clients` can take
# clients away and never add one.
#
# Newest first, back in time in stretches until `most` are found. Marks (marks.py) are words too, so
# that the index itself meets "word" with "these clients, these weeks": neither a frequent word nor
# a rare one reads what it does not need. Somebody with many clients is asked for by everybody's
# marks, their clients being picked among the hits.
#
# The index knows which words an entry holds, not whether they stand side by side, who owns the
# conversation or how it stands. `loosely` is what the index can answer; what it gives is read and
# sifted by `asked` and the filters. Two words that are everywhere and never together would read
# everything: after `most_read` entries or `most_ms` milliseconds the last row is (null, moment),
# "nothing older than this was looked at", and the next question goes on there. A stretch is as long
# as what the ones before it cost lets expect.
QUESTION = """
create function search_entries(
  asked tsquery, loosely tsquery, most integer, most_read integer, most_ms integer,
  before_at timestamptz, before_message bigint, only_clients bigint[], only_kinds text[],
  since timestamptz, only_state text, only_owner bigint
) returns table (message_id bigint, at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  allowed bigint[] := coalesce(nullif(current_setting('app.client_ids', true), ''), '{}')::bigint[];
  begun timestamptz := clock_timestamp();
  wanted tsquery := coalesce(loosely, asked);
  is_sifted boolean := loosely is not null or only_kinds is not null or only_state is not null
    or only_owner is not null;
  prefixes text[] := array[''];
  stretches text[];
  marks tsquery;
  question text;
  newest timestamptz;
  low timestamptz;
  high timestamptz := 'infinity';
  top bigint;  -- a stretch is of the days from `bottom` on and before `top`, counted since 1970
  bottom bigint;
  span bigint := 7;
  unit integer;
  ids bigint[];
  moments timestamptz[];
  read_now integer;
  found_all integer := 0;
  read_all integer := 0;
  days_all float;
  ms_all float;
begin
  if only_clients is not null then
    allowed := array(select unnest(allowed) intersect select unnest(only_clients));
  end if;
  if cardinality(allowed) = 0 then
    return;
  end if;
  if cardinality(allowed) <= 12 or numnode(wanted) = 0 then
    prefixes := array(select 'C' || one from unnest(allowed) one);
  end if;

  question := ' from search_entry e'
    || case when only_state is null and only_owner is null then ''
       else ' join conversations_conversation c on c.id = e.conversation_id' end
    || ' where e.words @@ $1 and e.client_id = any($3) and e.at >= $4 and e.at < $5'
    || ' and (e.at, e.message_id) < ($6, $7)'
    || case when since is null then '' else ' and e.at >= $8' end;
  if is_sifted then
    question := 'with met as materialized (select e.message_id, e.at, '
      || case when loosely is null then 'true' else 'e.words @@ $2' end
      || case when only_kinds is null then '' else ' and e.kind = any($9)' end
      || case when only_state is null then '' else ' and c.state = $10' end
      || case when only_owner is null then '' when only_owner = 0 then ' and c.owner_id is null'
         else ' and c.owner_id = $11' end
      || ' as fits' || question || '),'
      || ' hit as (select message_id, at from met where fits order by at desc, message_id desc limit $12)'
      || ' select array_agg(message_id order by at desc, message_id desc),'
      || ' array_agg(at order by at desc, message_id desc), (select count(*) from met) from hit';
  else
    question := 'with hit as (select e.message_id, e.at' || question
      || ' order by e.at desc, e.message_id desc limit $12)'
      || ' select array_agg(message_id order by at desc, message_id desc),'
      || ' array_agg(at order by at desc, message_id desc), count(*) from hit';
  end if;

  -- Ids follow time, but for what is imported: the newest entry is among the last.
  select max(last.at) into newest
    from (select e.at from search_entry e order by e.id desc limit 100) last;
  high := least(before_at, greatest(now() + interval '1 day', newest));
  top := (floor(extract(epoch from high) / 86400)::bigint / 7 + 1) * 7;
  high := 'infinity';
  newest := least(before_at, newest);

  loop
    unit := case when span < 84 then 7 when span < 1092 then 28 else 364 end;
    bottom := greatest(top - span, 0) / unit * unit;
    low := to_timestamp(bottom * 86400);
    stretches := '{}';
    if span > 3640 or bottom = 0 then
      low := '-infinity';
      stretches := array[''];
      bottom := top;
    end if;
    -- The days by the longest marks that fit: none of what was read before is read again.
    while bottom < top loop
      unit := case when bottom % 364 = 0 and bottom + 364 <= top then 364
        when bottom % 28 = 0 and bottom + 28 <= top then 28 else 7 end;
      stretches := stretches
        || (case unit when 364 then 'Y' when 28 then 'M' else 'W' end || bottom / unit);
      bottom := bottom + unit;
    end loop;
    select string_agg(format('''%s%s''', prefix, stretch), '|')::tsquery into marks
      from unnest(prefixes) prefix, unnest(stretches) stretch
     where prefix <> '' or stretch <> '';
    execute question into ids, moments, read_now
      using case when marks is null then wanted when numnode(wanted) = 0 then marks
        else wanted && marks end,
        asked, allowed, low, high, before_at, before_message, since, only_kinds, only_state,
        only_owner, most - found_all;
    return query select * from unnest(ids, moments);

    found_all := found_all + coalesce(cardinality(ids), 0);
    read_all := read_all + read_now;
    exit when found_all >= most or low <= since or low = '-infinity';
    ms_all := extract(epoch from clock_timestamp() - begun) * 1000;
    if read_all >= most_read or ms_all >= most_ms then
      return query select null::bigint, low;
      exit;
    end if;
    -- Without a newest entry there is no stretch to speak of (and PostgreSQL 15 knows no endless interval).
    days_all := case when isfinite(newest)
      then greatest(extract(epoch from newest - low) / 86400, 1) else 4000 end;
    span := case
      -- What is as rare and as cheap as that is read in one go.
      when days_all > 56 and read_all <= 5 and ms_all * 8 < most_ms then 4000
      else greatest(7, days_all * least(4, most_ms / ms_all,
        case when is_sifted then most_read / 4 else 2 * most end / greatest(read_all, 1)::float)) end;
    high := low;
    top := extract(epoch from low)::bigint / 86400;
  end loop;
end $$;

revoke execute on function search_entries(
  tsquery, tsquery, integer, integer, integer, timestamptz, bigint, bigint[], text[], timestamptz,
  text, bigint) from public;
"""
GRANT = f"""
grant execute on function search_entries(
  tsquery, tsquery, integer, integer, integer, timestamptz, bigint, bigint[], text[], timestamptz,
  text, bigint) to {APP_ROLE};
"""
NO_QUESTION = """
drop function search_entries(
  tsquery, tsquery, integer, integer, integer, timestamptz, bigint, bigint[], text[], timestamptz,
  text, bigint);
"""
before = import_module("madoguchi.desk.search.migrations.0002_walls")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_walls")]
    operations = [
        migrations.RunSQL(before.NO_QUESTION, [before.QUESTION, before.GRANT]),
        migrations.RunSQL([QUESTION, GRANT], NO_QUESTION),
    ]
