"""What surrounds a text, asked in one go: it is asked at every stop in typing and at every sending."""

import json
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from madoguchi.desk.clients.training import IN_TRAINING
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rulebook import in_force
from madoguchi.engines.rulebook import OtherClient

# A customer's mail has no limit, the guard's time has one.
PREVIOUS_MESSAGES, PREVIOUS_CHARACTERS = 10, 4_000
RECORDED_MESSAGES, RECORDED_CHARACTERS = 60, 4_000
SHORTEST_NAME = 2  # characters: one alone stands in too many words

# Of the other clients only those for which the writer works at that moment, whoever asks: a director
# who approves, and the job of a scheduled reply, do not see them. The guard matches them, and names none.
_OTHERS = """select words_of_other_clients(%(client)s::bigint, %(person)s::bigint,
  %(now)s::timestamptz)"""
_OWN = """select json_build_array(name, sender_name,
    array(select distinct split_part(address, '@', 2) from clients_address
      where client_id = %(client)s::bigint order by 1))::text
  from clients_client where id = %(client)s::bigint"""
_SAID_BY_US = """select from conversations_message m where m.conversation_id = %(of)s::bigint
  and m.kind = 'reply' and position(p.phrase in m.text) > 0"""
_TAGGED = """select from conversations_conversationtag t join conversations_tag n on n.id = t.tag_id
  where t.conversation_id = %(of)s::bigint and n.client_id = %(client)s::bigint
  and n.name = p.tag"""
_RECORD = f"""select c.subject || E'\\n' || coalesce((
    select string_agg(left(coalesce(nullif(said.quoted_text, ''), said.text),
      {RECORDED_CHARACTERS}), E'\\n' order by said.at, said.id)
    from (select id, at, text, quoted_text from conversations_message
      where conversation_id = %(of)s::bigint and kind in ('customer', 'reply', 'note')
      order by at desc, id desc limit {RECORDED_MESSAGES}) said), '')
  from conversations_conversation c where c.id = %(of)s::bigint"""  # noqa: S608 -- numbers
AROUND = f"""select p.id, p.calendar::text, p.due_minutes, p.late_minutes, p.limit_minutes,
  array(select array[rule, severity] from clients_ruleseverity
    where client_id = %(client)s::bigint order by rule),
  array(select array[preferred, avoided] from clients_term
    where client_id = %(client)s::bigint order by preferred, avoided),
  said.kinds, said.texts, said.moments,
  array(select array[name, confidentiality] from conversations_draftfile
    where client_id = %(client)s::bigint and conversation_id = %(of)s::bigint
    and person_id = %(person)s::bigint and draft_key is not distinct from %(waits)s::uuid
    order by id),
  array(select phrase from clients_clientphrase
    where client_id = %(client)s::bigint and kind = 'forbid' order by id),
  array(select p.phrase from clients_clientphrase p
    where p.client_id = %(client)s::bigint and p.kind = 'require'
    and (p.tag = '' or exists ({_TAGGED})) and not exists ({_SAID_BY_US}) order by p.id),
  ({_OTHERS}), ({_OWN}),
  case when %(counts)s::boolean then ({_RECORD}) end,
  {IN_TRAINING}, ({in_force.NEWEST})
from (select * from clients_replypolicy where client_id = %(client)s::bigint
    order by version desc, id desc limit 1) p,
  (select array_agg(kind order by at, id) kinds, array_agg(text order by at, id) texts,
    array_agg(at order by at, id) moments
    from (select id, kind, left(text, {PREVIOUS_CHARACTERS}) as text, at from conversations_message
      where conversation_id = %(of)s::bigint and kind in ('customer', 'reply')
      order by at desc, id desc limit {PREVIOUS_MESSAGES}) newest) said"""  # noqa: S608 -- our own words


class Around(NamedTuple):
    """What there is, as the columns above name it."""

    policy_id: int
    calendar: str
    due_minutes: int
    late_minutes: int
    limit_minutes: int
    severities: list[list[str]]
    terms: list[list[str]]
    kinds: list[str] | None
    texts: list[str] | None
    moments: list[datetime] | None
    files: list[list[str]]  # name and confidentiality, of those that leave with the text
    forbidden: list[str]
    mandatory: list[str]  # that this conversation must hold and does not yet
    others: str | None
    own: str
    record: str | None  # None: it was not asked for
    in_training: bool
    book_id: int | None  # the version of the rulebook in force


def around(
    conversation: Conversation, text: str, *, author: Person, draft_key: UUID | None, now: datetime
) -> Around:
    """For this writer's text; `draft_key` of a reply that waits, None for one in the composer.

    What was said before is fetched where the text holds a number to be looked up in it.
    """
    given = {
        "client": conversation.client_id,
        "of": conversation.pk,
        "person": author.pk,
        "waits": draft_key,
        "counts": any(one.isdigit() for one in text),
        "now": now,
    }
    return Around(*prepared.row_of(AROUND, given))


@lru_cache(maxsize=1024)
def others_in(others: str | None, own: str) -> tuple[OtherClient, ...]:
    """The other clients by name, brand and mail domain; what is also the client's own is left out.

    Both texts are JSON: [name, sender's name, domains], `others` a list of them or None.
    """
    mine, sender, domains = json.loads(own)
    found = []
    for name, brand, theirs in json.loads(others or "[]"):
        words = [brand, *theirs] if brand != name else list(theirs)
        foreign = [one for one in words if not _is_own(one, (mine, sender, *domains))]
        if not _is_own(name, (mine, sender)):
            found.append(OtherClient(name, tuple(foreign)))
    return tuple(found)


def _is_own(word: str, own: tuple[str, ...]) -> bool:
    return len(word) < SHORTEST_NAME or any(word in one for one in own)
