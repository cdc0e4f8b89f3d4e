"""A text and its conversation as the rulebook wants them: a draft with its context."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import RuleSeverity
from madoguchi.desk.contacts.moments import Reached
from madoguchi.desk.contacts.wanted_words import wanted_in
from madoguchi.desk.conversations import devices, hours, recipients
from madoguchi.desk.conversations.models import Channel, Conversation, Message
from madoguchi.desk.conversations.recipients import Reach
from madoguchi.desk.conversations.surroundings import Around, around, others_in
from madoguchi.desk.guard import gate
from madoguchi.desk.guard.gate import Severities
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rulebook import in_force
from madoguchi.desk.rulebook.in_force import BookInForce
from madoguchi.engines.rulebook import Attachment, Context, Draft, PreviousMessage, Severity
from madoguchi.engines.rulebook.rules.considerate_timing import RULE as TIMING
from madoguchi.engines.rulebook.rules.open_gap import open_gaps

GLOSSARY = """select preferred, avoided from clients_term
where client_id = %(client)s::bigint order by preferred, avoided"""
SENDERS = {Message.Kind.CUSTOMER.value: "them", Message.Kind.REPLY.value: "me"}


class ForGuard(NamedTuple):
    """What the guard is given: the draft, the book in force with this client's own severities,
    whether the writer is in training, and whom of the client's people it reaches when."""

    draft: Draft
    severities: Severities
    in_training: bool
    book: BookInForce
    reach: Reach | None = None


def for_guard(
    conversation: Conversation,
    text: str,
    *,
    author: Person,
    now: datetime,
    draft_key: UUID | None = None,
    is_urgent: bool = False,
) -> ForGuard:
    """What this text would be as this person's reply to the customer, sent now.

    `draft_key`: of a reply that waits, whose files leave with it; None for the composer. `is_urgent`:
    its writer says that it cannot wait, which is theirs to say unless a director has to. A client
    without a reply policy cannot receive: that is a broken set-up, and loud.
    """
    known = around(conversation, text, author=author, draft_key=draft_key, now=now)
    book = in_force.version(known.book_id)
    own = {
        rule: None if severity == RuleSeverity.OFF else Severity(severity)
        for rule, severity in known.severities
    }
    severities = {**book.severities, **own}
    calendar = policies.parsed_row(*known[:5]).calendar
    meant = recipients.meant_by(conversation, text, calendar=calendar, now=now)
    reach = None if conversation.is_mail else recipients.reached(meant, calendar, now)
    given = _context(known, now)
    context = replace(
        given,
        glossary=_wanted(given.glossary, meant),
        word_rules=book.word_rules,
        recipient_device=devices.device_of(conversation),
        room="direct" if conversation.channel == Channel.DIRECT else "shared",
        timing=reach.timing if reach else None,
        urgent=is_urgent and gate.in_force(severities)[TIMING.slug] != Severity.BLOCK,
    )
    draft = Draft(text, context, "customer" if conversation.is_mail else "client")
    return ForGuard(draft, severities, known.in_training, book, reach)


def _context(known: Around, now: datetime) -> Context:
    policy = policies.parsed_row(*known[:5])
    working_hours = hours.working_hours(policy.calendar)
    said = zip(known.kinds or (), known.texts or (), known.moments or (), strict=True)
    return Context(
        sent_at=now.astimezone(ZoneInfo(working_hours.tz)),
        working_hours=working_hours,
        audience=("external",),
        glossary=_glossary(known.terms),
        attachments=tuple(Attachment(name, mark) for name, mark in known.files),
        previous=tuple(
            PreviousMessage(sender=SENDERS[kind], text=before, at=at) for kind, before, at in said
        ),
        others=others_in(known.others, known.own),
        record=known.record,
        mandatory=tuple(known.mandatory),
        forbidden=tuple(known.forbidden),
    )


def _wanted(
    glossary: Mapping[str, tuple[str, ...]], meant: Sequence[Reached]
) -> Mapping[str, tuple[str, ...]]:
    """The client's words, and those of whom the text means: what they want to read goes first."""
    own = [pair for one in meant for pair in wanted_in(one.ways.words)]
    if not own:
        return glossary
    settled = {word for pair in own for word in pair}
    said = [(word, one) for word, avoided in glossary.items() for one in avoided]
    return _glossary([*(pair for pair in said if pair[1] not in settled), *own])


def has_gaps(text: str) -> bool:
    """Whether a template's 〔　〕 was left unwritten; what is quoted (>) does not count."""
    return any(True for _ in open_gaps(text))


def glossary_of(client_id: int) -> dict[str, tuple[str, ...]]:
    """The client's own words, each with the words that it replaces."""
    return _glossary(prepared.rows_of(GLOSSARY, {"client": client_id}))


def _glossary(pairs: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for preferred, avoided in pairs:
        words[preferred] = (*words.get(preferred, ()), avoided)
    return words
