"""The replies that were sent last, as the rulebook's trial reads them again; all of them in sight."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import RuleSeverity, Term
from madoguchi.desk.conversations import hours
from madoguchi.desk.conversations.surroundings import PREVIOUS_CHARACTERS, PREVIOUS_MESSAGES
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.rulebook.sent import SentMessage
from madoguchi.engines.replyclock import Policy
from madoguchi.engines.rulebook import Context, Draft, PreviousMessage

SENDERS = {"customer": "them", "reply": "me"}
# The wall shows the asker's clients alone.
SENT = f"""select m.conversation_id, m.client_id, c.name, c.hue, m.at, m.text,
  said.kinds, said.texts, said.moments,
  array(select distinct finding ->> 'rule' from guard_guardcheck g,
    jsonb_array_elements(g.findings) finding where g.message_id = m.id)
from (select * from conversations_message where kind = 'reply'
    order by id desc limit %(most)s::bigint) m
  join clients_client c on c.id = m.client_id,
  lateral (select array_agg(kind order by at, id) kinds, array_agg(text order by at, id) texts,
    array_agg(at order by at, id) moments
    from (select id, kind, left(text, {PREVIOUS_CHARACTERS}) as text, at
      from conversations_message before
      where before.conversation_id = m.conversation_id and before.kind in ('customer', 'reply')
        and (before.at, before.id) < (m.at, m.id)
      order by at desc, id desc limit {PREVIOUS_MESSAGES}) newest) said
order by m.id desc"""  # noqa: S608 -- a number


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
    found: list[str]


class _Around(NamedTuple):
    """What the clients of the replies ask of a text, by their ids."""

    policies: dict[int, Policy]
    glossaries: dict[int, dict[str, tuple[str, ...]]]
    severities: dict[int, dict[str, str]]


def last_sent(most: int) -> list[SentMessage]:
    """The newest replies in sight, at most so many, in four queries."""
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
    newest = policies.all_current()
    return _Around({pk: policies.parsed(newest[pk]) for pk in ids}, glossaries, severities)


def _message(row: Row, around: _Around) -> SentMessage:
    working_hours = hours.working_hours(around.policies[row.client_id].calendar)
    said = zip(row.kinds or (), row.texts or (), row.moments or (), strict=True)
    context = Context(
        sent_at=row.at.astimezone(ZoneInfo(working_hours.tz)),
        working_hours=working_hours,
        glossary=around.glossaries.get(row.client_id, {}),
        previous=tuple(PreviousMessage(SENDERS[kind], text, at) for kind, text, at in said),
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
