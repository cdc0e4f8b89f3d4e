"""What the guard says about a text, as the composer and a held reply show it."""

from datetime import datetime

from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.conversations import draft_files, drafting
from madoguchi.desk.conversations.actions.replies import LONGEST_BODY
from madoguchi.desk.conversations.composer_rows import DraftFileRow
from madoguchi.desk.conversations.models import Conversation, HeldReply
from madoguchi.desk.conversations.queries import unsent
from madoguchi.desk.conversations.rows import HeldReplyRow
from madoguchi.desk.guard import gate
from madoguchi.desk.guard.rows import FindingRow, GuardRow, utf16_index
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.words import say
from madoguchi.engines.rulebook import RULES, Finding


def guard_row(conversation: Conversation, text: str, *, now: datetime) -> GuardRow:
    """The guard's word about this text as a reply, sent now."""
    if not text.strip() or len(text) > LONGEST_BODY:  # a longer one is refused anyway
        return GuardRow()
    findings = gate.findings_on(*drafting.for_guard(conversation, text, now=now))
    name = conversation.client.name
    return GuardRow(findings=finding_rows(text, findings, client_name=name), is_checked=True)


def finding_rows(
    text: str, findings: tuple[Finding, ...], *, client_name: str
) -> tuple[FindingRow, ...]:
    """Findings numbered in the order shown: the heaviest first, then as they stand in the text."""
    ordered = sorted(findings, key=lambda one: (one.start is None, one.start or 0))
    ordered.sort(key=lambda one: one.severity, reverse=True)
    return tuple(
        _row(number, text, finding, client_name) for number, finding in enumerate(ordered, start=1)
    )


def held_of(
    conversation: Conversation,
    *,
    role: Assignment.Role | None,
    person: Person,
    refusal: str,
    now: datetime,
) -> HeldReplyRow | None:
    """The newest reply that waits for a director, or was given back to this person."""
    newest = (
        HeldReply.objects.filter(conversation=conversation)
        .select_related("author", "decided_by")
        .order_by("-asked_at", "-pk")
        .first()
    )
    if newest is None or newest.state == HeldReply.State.APPROVED:
        return None
    is_mine = newest.author_id == person.pk
    was_withdrawn = newest.decided_by_id == newest.author_id
    if newest.state == HeldReply.State.RETURNED and (was_withdrawn or not is_mine):
        return None
    return HeldReplyRow(
        pk=newest.pk,
        author=newest.author.name,
        at=newest.asked_at,
        text=newest.body,
        findings=guard_row(conversation, newest.body, now=now).findings,
        copied=tuple(newest.copied),
        files=_files_of(conversation, newest),
        state=newest.state,
        can_decide=role == Assignment.Role.DIRECTOR and not is_mine,
        is_mine=is_mine,
        decided_by=newest.decided_by.name if newest.decided_by else "",
        decision_note=newest.decision_note,
        refusal=refusal,
    )


def _files_of(conversation: Conversation, held: HeldReply) -> tuple[DraftFileRow, ...]:
    return unsent.file_rows(draft_files.waiting_with(conversation, held.author, held.draft_key))


def _row(number: int, text: str, finding: Finding, client_name: str) -> FindingRow:
    placed = finding.start is not None and finding.end is not None
    return FindingRow(
        n=number,
        rule=finding.rule,
        number=finding.number,
        title=say(RULES[finding.rule].title),
        reason=finding.reason.replace("委託元では", f"{client_name}では", 1),
        severity=finding.severity.value,
        start=utf16_index(text, finding.start or 0) if placed else None,
        end=utf16_index(text, finding.end or 0) if placed else None,
        rewrite=finding.rewrite,
    )
