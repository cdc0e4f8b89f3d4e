"""The queues as conditions in SQL: what the list shows and what the sidebar counts are the same words.

Each is asked client by client (`wanted.client_id`), so that an index answers it in its order however many
conversations there are. `c` is the conversation. Parameters: person, now, soon, gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.people.models import Person

SOON = timedelta(minutes=15)  # of wall time: while a desk is closed, nobody has to hurry

_OPEN = "c.state = 'open'"
_OURS = f"{_OPEN} and c.ball = 'us'"
_AWAKE = "(c.snoozed_until is null or c.snoozed_until <= %(now)s)"
# A follow-up whose time has come is its owner's to act on, whoever holds the ball.
_MINE = f"{_OPEN} and c.owner_id = %(person)s and {_AWAKE}"
# The owner may have left the client since: `gone` names the few of whom that can be true.
_OWNERLESS = """(c.owner_id is null or (c.owner_id = any(%(gone)s) and not exists (
  select from clients_assignment a where a.client_id = c.client_id and a.person_id = c.owner_id
  and a.starts_at <= %(now)s and (a.ends_at is null or a.ends_at > %(now)s))))"""
_OPEN_SCHEDULES = """conversations_scheduledreply s where s.client_id = wanted.client_id
  and s.state in ('scheduled', 'held')"""
_SCHEDULED = (
    f"c.merged_into_id is null and c.id in (select s.conversation_id from {_OPEN_SCHEDULES})"  # noqa: S608 -- our own words, no input
)
# A held one stands out: it comes before whatever leaves by itself.
_LEAVES_AT = f"""(select min(case s.state when 'held' then s.send_at - interval '100 years'
  else s.send_at end) from {_OPEN_SCHEDULES} and s.conversation_id = c.id)"""  # noqa: S608 -- our own words, no input
# Failed or came back, and no later reply of the same matter (the two may have been merged since) has
# made it good; or it waits because a try did not succeed.
_NOT_ARRIVED = """c.id in (select m.conversation_id from conversations_message m
  where m.client_id = wanted.client_id and m.delivery in ('failed', 'bounced') and not exists (
    select from conversations_message l where l.conversation_id = m.conversation_id
    and l.kind = 'reply' and l.id > m.id and not exists (
      select from conversations_merge g where g.target_id = m.conversation_id
      and g.undone_at is null and g.at > l.at
      and (g.message_ids @> to_jsonb(m.id)) <> (g.message_ids @> to_jsonb(l.id))))
  union all select m.conversation_id from conversations_message m
  where m.client_id = wanted.client_id and m.delivery = 'queued' and m.delivery_note <> '')"""


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is ordered by: SQL of one moment, and after it the id in the same direction."""

    key: str
    is_descending: bool = False
    has_nulls: bool = False  # they come last


DUE = Order("c.due_at", has_nulls=True)
NEW = Order("c.last_message_at", is_descending=True)
OLD = Order("c.last_message_at")
OPENED = Order("c.opened_at", is_descending=True)


@dataclass(frozen=True, slots=True)
class Queue:
    """The condition of a queue and its own order."""

    condition: str
    order: Order


QUEUES: Mapping[str, Queue] = {
    "mine": Queue(f"{_MINE} and (c.ball = 'us' or c.snoozed_until is not null)", DUE),
    "soon": Queue(f"{_OURS} and c.due_at <= %(soon)s", DUE),
    "late": Queue(f"{_OURS} and c.due_at < %(now)s and c.late_at < %(now)s", DUE),
    "unassigned": Queue(f"{_OPEN} and {_AWAKE} and {_OWNERLESS}", DUE),
    "asked": Queue(
        f"{_OPEN} and {_AWAKE} and c.asked_client_at is not null", Order("c.asked_client_at")
    ),
    "scheduled": Queue(
        _SCHEDULED,
        Order(_LEAVES_AT),
    ),
    "snoozed": Queue(
        f"{_OPEN} and c.snoozed_until is not null"
        " and (c.owner_id = %(person)s or c.snoozed_by_id = %(person)s)",
        Order("c.snoozed_until"),
    ),
    "mentions": Queue(
        "c.merged_into_id is null and c.id in (select m.conversation_id from conversations_mention m"
        " where m.client_id = wanted.client_id and m.person_id = %(person)s and m.seen_at is null)",
        NEW,
    ),
    "waiting": Queue(
        "c.merged_into_id is null and c.id in (select h.conversation_id from conversations_heldreply h"
        " where h.client_id = wanted.client_id and h.state = 'waiting')",
        NEW,
    ),
    "calls": Queue(
        "c.id in (select k.conversation_id from rooms_call k"
        " where k.client_id = wanted.client_id and k.follow_up_id is null)",
        NEW,
    ),
    "undelivered": Queue(f"c.merged_into_id is null and {_NOT_ARRIVED}", NEW),
    "theirs": Queue(f"{_MINE} and c.ball = 'them' and c.snoozed_until is null", NEW),
    "open": Queue(f"{_OPEN} and {_AWAKE}", DUE),
    "closed": Queue("c.state = 'closed' and c.merged_into_id is null", NEW),
}


def parameters(person: Person, sight: Sight, now: datetime) -> dict[str, Any]:
    """What the conditions name."""
    return {
        "person": person.pk,
        "now": now,
        "soon": now + SOON,
        "gone": list(sight.gone),
    }
