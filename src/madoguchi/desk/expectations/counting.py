"""How the database counts what the measures need: waits for a first reply, matters, messages that left.

All in whole microseconds, so that a reply exactly at its due time is in time, as the reply clock has
it (engines/replyclock). Parameters: those of windows.OpenTime, and client, since, ends, until, numbers.
"""

from typing import Final

from madoguchi.desk.guard.left import WEIGHS

HOURS: Final = """
hours as materialized (
  select policy, array_agg(opens order by opens) as opens, array_agg(before order by opens) as before,
    array_agg(before + length order by opens) as reached
  from unnest(%(policies)s::bigint[], %(opens)s::bigint[], %(lengths)s::bigint[], %(before)s::bigint[])
    as t(policy, opens, length, before)
  group by policy
)"""


def micros(moment: str) -> str:
    """Microseconds since 1970 of a moment."""
    return f"(extract(epoch from {moment}) * 1000000)::bigint"


def position(at: str) -> str:
    """The open time before a moment in microseconds, as `h` (of hours) counts it."""
    number = f"width_bucket({at}, h.opens)"
    return (
        f"case when {number} = 0 then 0 else h.before[{number}]"
        f" + least({at} - h.opens[{number}], h.reached[{number}] - h.before[{number}]) end"
    )


def earliest(target: str) -> str:
    """The first moment with so much open time before it; null when that lies beyond the window."""
    number = f"width_bucket({target} - 1, h.reached) + 1"
    return f"h.opens[{number}] + {target} - h.before[{number}]"


# Each wait up to a conversation's first answer; one that needed none was no wait. What was closed,
# passed on or superseded unanswered stays what it was by then, as the reply clock has it.
WAITS: Final = f"""
waits as materialized (
  select k.conversation_id, k.since, {micros("k.met_at")} as met,
    {micros("least(k.met_at, k.stopped_at, k.paused_since, %(until)s::timestamptz)")} as read,
    {position(micros("k.since"))} + round(k.paused_seconds * 1000000)::bigint as began, k.policy_id
  from conversations_replyclock k
  join conversations_conversation c on c.id = k.conversation_id
    and c.channel = 'mail' and c.merged_into_id is null
  left join hours h on h.policy = k.policy_id
  where k.client_id = %(client)s::bigint and k.since >= %(since)s::timestamptz
    and k.since < %(ends)s::timestamptz and k.outcome <> 'not_needed'
    and not exists (select from conversations_replyclock e
      where e.conversation_id = k.conversation_id and e.position < k.position
        and e.met_at is not null)
)"""  # noqa: S608 -- our own words, no input
# By conversation and number of minutes: was it answered, was it too late for one of its waits.
REPLIES: Final = f"""
replies as (
  select w.conversation_id, n.minutes, min(w.since) as at,
    bool_or(w.met is not null) as is_done, coalesce(bool_or(w.read > d.due), false) as is_missed,
    max({position("w.met")} - w.began) as took
  from waits w cross join unnest(%(numbers)s::bigint[]) as n(minutes)
  left join hours h on h.policy = w.policy_id
  cross join lateral (select w.began + n.minutes * 60000000 as target) t
  cross join lateral (select {earliest("t.target")} as due) d
  group by w.conversation_id, n.minutes
)"""  # noqa: S608 -- our own words, no input
# A closing that a recalled reply took along never was.
MATTERS: Final = f"""
matters as materialized (
  select c.id as conversation_id, c.opened_at as at, {micros("c.opened_at")} as began,
    {micros("e.at")} as done
  from conversations_conversation c
  left join lateral (
    select l.at from platform_event l
    where l.conversation_id = c.id and l.kind = 'ConversationClosed' and not exists (
      select from conversations_message m
      where m.id = (l.data->>'message_id')::bigint and m.kind = 'recalled')
    order by l.id desc limit 1
  ) e on c.state = 'closed'
  where c.client_id = %(client)s::bigint and c.opened_at >= %(since)s::timestamptz
    and c.opened_at < %(ends)s::timestamptz and c.channel = 'mail' and c.merged_into_id is null
    and (c.state = 'open' or e.at is not null)
)"""  # noqa: S608 -- our own words, no input
# By matter and number of hours: by the clock on the wall, or in open time.
RESOLUTIONS: Final = f"""
resolutions as (
  select m.conversation_id, n.hours, n.in_open, m.at, m.done is not null as is_done,
    coalesce(coalesce(m.done, {micros("%(until)s::timestamptz")}) > d.due, false) as is_missed,
    case when n.in_open then {position("m.done")} - t.began else m.done - m.began end as took
  from matters m cross join unnest(%(numbers)s::bigint[], %(in_open)s::bool[]) as n(hours, in_open)
  left join hours h on h.policy = %(newest)s::bigint
  cross join lateral (select {position("m.began")} as began) t
  cross join lateral (select case when n.in_open then
    {earliest("(t.began + n.hours * 3600000000)")} else m.began + n.hours * 3600000000 end as due) d
)"""  # noqa: S608 -- our own words, no input
# Messages that left, and whether a finding that weighs, and that nobody called wrong, left with them.
SENT: Final = f"""
sent as (
  select g.message_id, g.at, m.conversation_id, exists (
    select from guard_guardfinding f where f.message_id = g.message_id and {WEIGHS}) as is_missed
  from guard_guardcheck g join conversations_message m on m.id = g.message_id
  where g.client_id = %(client)s::bigint and g.at >= %(since)s::timestamptz
    and g.at < %(ends)s::timestamptz and m.kind <> 'recalled'
)"""  # noqa: S608 -- our own words, no input
