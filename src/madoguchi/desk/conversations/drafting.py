"""A text and its conversation as the rulebook wants them: a draft with its context."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from madoguchi.desk.clients.models import RuleSeverity
from madoguchi.desk.conversations import hours
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.engines.rulebook import Context, Draft, PreviousMessage, Severity

PREVIOUS_MESSAGES = 10
GLOSSARY = """select preferred, avoided from clients_term
where client_id = %(client)s::smallint order by preferred, avoided"""
_GAP = re.compile(r"〔[^〔〕]{0,40}〕")
SENDERS = {Message.Kind.CUSTOMER.value: "them", Message.Kind.REPLY.value: "me"}


def draft_of(conversation: Conversation, text: str, *, now: datetime) -> Draft:
    """What this text would be as a reply to the customer, sent now."""
    working_hours = hours.working_hours_of(conversation.client_id)
    context = Context(
        sent_at=now.astimezone(ZoneInfo(working_hours.tz)),
        working_hours=working_hours,
        glossary=glossary_of(conversation.client_id),
        previous=_previous(conversation),
    )
    return Draft(text=text, context=context, audience_kind="customer")


def has_gaps(text: str) -> bool:
    """Whether a template's 〔　〕 was left unwritten; what is quoted (>) does not count."""
    own = (line for line in text.splitlines() if not line.startswith(">"))
    return any(_GAP.search(line) for line in own)


def glossary_of(client_id: int) -> dict[str, tuple[str, ...]]:
    """The client's own words, each with the words that it replaces."""
    words: dict[str, tuple[str, ...]] = {}
    for preferred, avoided in prepared.rows_of(GLOSSARY, {"client": client_id}):
        words[preferred] = (*words.get(preferred, ()), avoided)
    return words


def severities_of(client_id: int) -> dict[str, Severity]:
    """Where this client is harder or milder than the rulebook."""
    rows = RuleSeverity.objects.filter(client_id=client_id).order_by("rule")
    return {row.rule: Severity(row.severity) for row in rows}


def _previous(conversation: Conversation) -> tuple[PreviousMessage, ...]:
    newest = (
        Message.objects.filter(conversation=conversation, kind__in=SENDERS)
        .order_by("-at", "-pk")
        .values_list("kind", "text", "at")[:PREVIOUS_MESSAGES]
    )
    return tuple(
        PreviousMessage(sender=SENDERS[kind], text=text, at=at)
        for kind, text, at in reversed(newest)
    )
