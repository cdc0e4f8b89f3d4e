"""A text and its conversation as the rulebook wants them: a draft with its context."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import hours
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.engines.rulebook import Context, Draft, PreviousMessage, Severity

PREVIOUS_MESSAGES = 10
GLOSSARY = """select preferred, avoided from clients_term
where client_id = %(client)s::bigint order by preferred, avoided"""
# What the client asks of a text and what was said before it, in one go: it is asked at every stop in
# typing and at every sending.
AROUND = f"""select p.id, p.calendar::text, p.due_minutes, p.late_minutes, p.limit_minutes,
  array(select array[rule, severity] from clients_ruleseverity
    where client_id = %(client)s::bigint order by rule),
  array(select array[preferred, avoided] from clients_term
    where client_id = %(client)s::bigint order by preferred, avoided),
  said.kinds, said.texts, said.moments
from (select * from clients_replypolicy where client_id = %(client)s::bigint
    order by version desc, id desc limit 1) p,
  (select array_agg(kind order by at, id) kinds, array_agg(text order by at, id) texts,
    array_agg(at order by at, id) moments
    from (select id, kind, text, at from conversations_message
      where conversation_id = %(of)s::bigint and kind in ('customer', 'reply')
      order by at desc, id desc limit {PREVIOUS_MESSAGES}) newest) said"""  # noqa: S608 -- a number
_GAP = re.compile(r"〔[^〔〕]{0,40}〕")
SENDERS = {Message.Kind.CUSTOMER.value: "them", Message.Kind.REPLY.value: "me"}


class ForGuard(NamedTuple):
    """What the guard is given: the draft, and where this client is harder or milder than the rulebook."""

    draft: Draft
    severities: dict[str, Severity]


def for_guard(conversation: Conversation, text: str, *, now: datetime) -> ForGuard:
    """What this text would be as a reply to the customer, sent now.

    A client without a reply policy cannot receive: that is a broken set-up, and loud.
    """
    given = {"client": conversation.client_id, "of": conversation.pk}
    *policy, severities, terms, kinds, texts, moments = prepared.row_of(AROUND, given)
    working_hours = hours.working_hours(policies.parsed_row(*policy).calendar)
    said = zip(kinds or (), texts or (), moments or (), strict=True)
    context = Context(
        sent_at=now.astimezone(ZoneInfo(working_hours.tz)),
        working_hours=working_hours,
        glossary=_glossary(terms),
        previous=tuple(
            PreviousMessage(sender=SENDERS[kind], text=before, at=at) for kind, before, at in said
        ),
    )
    draft = Draft(text=text, context=context, audience_kind="customer")
    return ForGuard(draft, {rule: Severity(severity) for rule, severity in severities})


def has_gaps(text: str) -> bool:
    """Whether a template's 〔　〕 was left unwritten; what is quoted (>) does not count."""
    own = (line for line in text.splitlines() if not line.startswith(">"))
    return any(_GAP.search(line) for line in own)


def glossary_of(client_id: int) -> dict[str, tuple[str, ...]]:
    """The client's own words, each with the words that it replaces."""
    return _glossary(prepared.rows_of(GLOSSARY, {"client": client_id}))


def _glossary(pairs: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for preferred, avoided in pairs:
        words[preferred] = (*words.get(preferred, ()), avoided)
    return words
