"""The replies that were sent last, as the rulebook's trial reads them again; all of them in sight."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import ClientPhrase, RuleSeverity, Term
from madoguchi.desk.conversations import hours
from madoguchi.desk.conversations.surroundings import (
    PREVIOUS_CHARACTERS,
    PREVIOUS_MESSAGES,
    RECORDED_CHARACTERS,
    RECORDED_MESSAGES,
    others_in,
)
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.rulebook.sent import SentMessage
from madoguchi.engines.replyclock import Policy
from madoguchi.engines.rulebook import Attachment, Context, Draft, PreviousMessage

SENDERS = {"customer": "them", "reply": "me"}
# What the gate was given (surroundings.py), as it was when the reply left; phrases, words and tags as
# they are now: what they were is not kept.
_BEFORE = "b.conversation_id = m.conversation_id and (b.at, b.id) < (m.at, m.id)"
_RECORD = f"""select k.subject || E'\\n' || coalesce((
    select string_agg(left(coalesce(nullif(said.quoted_text, ''), said.text),
      {RECORDED_CHARACTERS}), E'\\n' order by said.at, said.id)
    from (select id, at, text, quoted_text from conversations_message b
      where {_BEFORE} and b.kind in ('customer', 'reply', 'note')
      order by at desc, id desc limit {RECORDED_MESSAGES}) said), '')
  from conversations_conversation k where k.id = m.conversation_id"""  # noqa: S608 -- our own words
_MANDATORY = f"""select p.phrase from clients_clientphrase p
  where p.client_id = m.client_id and p.kind = 'require'
  and (p.tag = '' or exists (select from conversations_conversationtag t
    join conversations_tag n on n.id = t.tag_id
    where t.conversation_id = m.conversation_id and n.name = p.tag))
  and not exists (select from conversations_message b
    where {_BEFORE} and b.kind = 'reply' and position(p.phrase in b.text) > 0)
  order by p.id"""  # noqa: S608 -- our own words
_OWN = """select json_build_array(c.name, c.sender_name,
    array(select distinct split_part(address, '@', 2) from clients_address
      where client_id = c.id order by 1))::text"""
# The wall shows the asker's clients alone. What a writer's other clients are called is matched, and not told.
SENT = f"""select m.conversation_id, m.client_id, c.name, c.hue, m.at, m.text,
  said.kinds, said.texts, said.moments,
  array(select array[name, confidentiality] from conversations_attachment
    where message_id = m.id order by position),
  case when m.text ~ E'[0-9\\uFF10-\\uFF19]' then ({_RECORD}) end, array({_MANDATORY}),
  words_of_other_clients(m.client_id, m.author_id, m.at), ({_OWN}),
  array(select distinct finding ->> 'rule' from guard_guardcheck g,
    jsonb_array_elements(g.findings) finding where g.message_id = m.id)
from (select * from conversations_message where kind = 'reply'
    order by id desc limit %(most)s::bigint) m
  join clients_client c on c.id = m.client_id,
  lateral (select array_agg(kind order by at, id) kinds, array_agg(text order by at, id) texts,
    array_agg(at order by at, id) moments
    from (select id, kind, left(text, {PREVIOUS_CHARACTERS}) as text, at
      from conversations_message b where {_BEFORE} and b.kind in ('customer', 'reply')
      order by at desc, id desc limit {PREVIOUS_MESSAGES}) newest) said
order by m.id desc"""  # noqa: S608 -- our own words


class Row(NamedTuple):
    """A reply, as the columns above name it."""

    conversation_id: int
    client_id: int
    name: str
    hue: int
    at: datetime
    text: str
    kinds: list[str] | None
    texts: list[str] | None
    moments: list[datetime] | None
    files: list[list[str]]  # name and confidentiality
    record: str | None  # None: no number to be looked up in it
    mandatory: list[str]
    others: str | None
    own: str
    found: list[str]


class _Around(NamedTuple):
    """What the clients of the replies ask of a text, by their ids."""

    policies: dict[int, Policy]
    glossaries: dict[int, dict[str, tuple[str, ...]]]
    severities: dict[int, dict[str, str]]
    forbidden: dict[int, tuple[str, ...]]


def last_sent(most: int) -> list[SentMessage]:
    """The newest replies in sight, at most so many, in five queries."""
    rows = [Row(*one) for one in prepared.rows_of(SENT, {"most": most})]
    around = _around({one.client_id for one in rows})
    return [_message(one, around) for one in rows]


def _around(client_ids: Iterable[int]) -> _Around:
    ids = list(client_ids)
    glossaries: dict[int, dict[str, tuple[str, ...]]] = {}
    for term in Term.objects.filter(client_id__in=ids).order_by("preferred", "avoided"):
        words = glossaries.setdefault(term.client_id, {})
        words[term.preferred] = (*words.get(term.preferred, ()), term.avoided)
    severities: dict[int, dict[str, str]] = {}
    for one in RuleSeverity.objects.filter(client_id__in=ids).order_by("pk"):
        severities.setdefault(one.client_id, {})[one.rule] = one.severity
    forbidden: dict[int, tuple[str, ...]] = {}
    phrases = ClientPhrase.objects.filter(client_id__in=ids, kind=ClientPhrase.Kind.FORBID)
    for phrase in phrases.order_by("pk"):
        forbidden[phrase.client_id] = (*forbidden.get(phrase.client_id, ()), phrase.phrase)
    newest = policies.all_current()
    parsed = {pk: policies.parsed(newest[pk]) for pk in ids}
    return _Around(parsed, glossaries, severities, forbidden)


def _message(row: Row, around: _Around) -> SentMessage:
    working_hours = hours.working_hours(around.policies[row.client_id].calendar)
    said = zip(row.kinds or (), row.texts or (), row.moments or (), strict=True)
    context = Context(
        sent_at=row.at.astimezone(ZoneInfo(working_hours.tz)),
        working_hours=working_hours,
        audience=("external",),
        glossary=around.glossaries.get(row.client_id, {}),
        attachments=tuple(Attachment(name, mark) for name, mark in row.files),
        previous=tuple(PreviousMessage(SENDERS[kind], text, at) for kind, text, at in said),
        others=others_in(row.others, row.own),
        record=row.record,
        mandatory=tuple(row.mandatory),
        forbidden=around.forbidden.get(row.client_id, ()),
    )
    return SentMessage(
        conversation_pk=row.conversation_id,
        number=f"MG-{row.conversation_id}",
        client=ClientChip(row.client_id, row.name, row.hue),
        at=row.at,
        draft=Draft(row.text, context, audience_kind="customer"),
        severities=around.severities.get(row.client_id, {}),
        found=frozenset(row.found),
    )
