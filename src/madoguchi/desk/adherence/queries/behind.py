"""The messages behind a figure: the checks of the messages that left, or the findings that were counted."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db.models import Q, QuerySet

from madoguchi.desk.adherence.asked import URGENT, Asked
from madoguchi.desk.adherence.queries.counting import checks, findings, urgent
from madoguchi.desk.adherence.queries.figures import titles
from madoguchi.desk.adherence.rows import BehindPage, BehindRow
from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.rulebook.reasons import reason_words
from madoguchi.engines.rulebook import RULES

Row = TypeVar("Row", GuardCheck, GuardFinding)

SHOWN = 50
LONGEST_EXCERPT = 160  # characters
OF_VERDICT = ("confirmed", "rejected")


def behind(
    asked: Asked, what: str, sight: Sight, person: Person, *, before: tuple[datetime, int] | None
) -> BehindPage:
    """Fifty of them, the newest first, or those before that moment and id."""
    if what in {"checked", URGENT}:
        wanted = urgent(asked) if what == URGENT else checks(asked)
        messages = _page(wanted.select_related("person"), before)
        places = [(one.at, one.pk) for one in messages]
        rows = _checks(messages[:SHOWN], sight)
    else:
        related = _of(what, asked).select_related("person", "reviewed_by", "guard_check")
        found = _page(related, before)
        places = [(one.at, one.pk) for one in found]
        rows = _findings(found[:SHOWN], sight, person)
    if len(places) <= SHOWN:
        return BehindPage(rows)
    at, pk = places[SHOWN - 1]
    return BehindPage(rows, asked.query(what=what, by="", before=f"{at.isoformat()}~{pk}"))


def finding_row(finding: GuardFinding, sight: Sight, person: Person) -> BehindRow:
    """One finding as its list shows it."""
    return _findings([finding], sight, person)[0]


def _of(what: str, asked: Asked) -> QuerySet[GuardFinding]:
    if what == "found":
        return findings(asked)
    column = "verdict" if what in OF_VERDICT else "outcome"
    return findings(asked).filter(**{column: what})


def _page(rows: QuerySet[Row], before: tuple[datetime, int] | None) -> list[Row]:
    if before is not None:
        at, pk = before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    return list(rows.order_by("-at", "-pk")[: SHOWN + 1])


def _checks(found: Sequence[GuardCheck], sight: Sight) -> tuple[BehindRow, ...]:
    messages = _messages(found)
    chips = {chip.pk: chip for chip in sight.clients}
    return tuple(
        BehindRow(
            pk=0,
            at=one.at,
            client=chips[one.client_id],
            person_name=one.person.name,
            outcome_label=str(one.get_outcome_display()),
            why=one.reason or one.urgent_reason,
            conversation_id=_conversation_of(messages.get(one.message_id)),
            text=_excerpt(messages.get(one.message_id)),
        )
        for one in found
    )


def _findings(found: Sequence[GuardFinding], sight: Sight, person: Person) -> tuple[BehindRow, ...]:
    messages = _messages(found)
    chips = {chip.pk: chip for chip in sight.clients}
    called = titles()
    return tuple(
        BehindRow(
            pk=one.pk,
            at=one.at,
            client=chips[one.client_id],
            person_name=one.person.name,
            rule_number=RULES[one.rule].number if one.rule in RULES else "",
            rule_title=called.get(one.rule, one.rule),
            span=one.span,
            reason=reason_words(one.reason),
            outcome_label=str(one.get_outcome_display()),
            why=one.guard_check.reason if one.outcome == "reasoned" else "",
            verdict=one.verdict,
            reviewed_by=one.reviewed_by.name if one.reviewed_by else "",
            can_review=_may_review(one, sight, person),
            conversation_id=_conversation_of(messages.get(one.message_id)),
            text=_excerpt(messages.get(one.message_id)),
        )
        for one in found
    )


def _may_review(finding: GuardFinding, sight: Sight, person: Person) -> bool:
    directs = sight.role_at(finding.client_id) == Assignment.Role.DIRECTOR
    return directs and finding.person_id != person.pk


def _messages(found: Sequence[GuardCheck] | Sequence[GuardFinding]) -> dict[int, Message]:
    return Message.objects.in_bulk({one.message_id for one in found})


def _conversation_of(message: Message | None) -> int | None:
    return message.conversation_id if message else None


def _excerpt(message: Message | None) -> str:
    text = " ".join(message.text.split()) if message else ""
    return text if len(text) <= LONGEST_EXCERPT else f"{text[:LONGEST_EXCERPT]}…"
