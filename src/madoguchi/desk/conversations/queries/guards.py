"""What the guard says about a text, as the composer and a held reply show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.clients.training import in_training
from madoguchi.desk.conversations import draft_files, drafting, giving
from madoguchi.desk.conversations.actions.replies import LONGEST_BODY
from madoguchi.desk.conversations.composer_rows import DraftFileRow
from madoguchi.desk.conversations.held_rows import HeldReplyRow, HeldTyped
from madoguchi.desk.conversations.models import Conversation, HeldReply, Message
from madoguchi.desk.conversations.queries import unsent
from madoguchi.desk.conversations.queries.offers import offer_of
from madoguchi.desk.guard import gate
from madoguchi.desk.guard.differences import Part, difference
from madoguchi.desk.guard.rows import FindingRow, GuardRow, OfferRow, utf16_index
from madoguchi.desk.guard.traces import Trace, key_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.words import say
from madoguchi.desk.promises.given import Given
from madoguchi.desk.rulebook.reasons import reason_words
from madoguchi.engines.rulebook import Draft, Finding
from madoguchi.engines.rulebook.rules.considerate_timing import RULE as TIMING

REMEMBERED = 8  # held replies of one conversation, looked at for the newest and the one before


@dataclass(frozen=True, slots=True)
class Judged:
    """A text, whether its writer is in training, what the guard found, and what the book calls it."""

    text: str
    in_training: bool
    findings: tuple[Finding, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    is_checked: bool = False
    draft: Draft | None = None  # as the guard was given it
    offer: OfferRow | None = None

    read: dict[datetime | None, tuple[Given, ...]] = field(default_factory=dict, compare=False)

    def promises(self, read_at: datetime | None = None) -> tuple[Given, ...]:
        """What the text promises to who reads it then, else now; read once a moment."""
        if read_at not in self.read:
            self.read[read_at] = giving.said_in(self.draft, read_at) if self.draft else ()
        return self.read[read_at]

    def promises_at(self, *moments: datetime | None) -> tuple[Given, ...]:
        """What the text promises at any of these moments."""
        return tuple(one for at in dict.fromkeys(moments) for one in self.promises(at))


def findings_of(
    conversation: Conversation,
    text: str,
    *,
    author: Person,
    now: datetime,
    draft_key: UUID | None = None,
) -> Judged:
    """What the guard finds in this text as this person's reply, sent now."""
    if not text.strip() or len(text) > LONGEST_BODY:  # a longer one is refused anyway
        return Judged(text, in_training(author, conversation.client_id, now))
    given = drafting.for_guard(conversation, text, author=author, draft_key=draft_key, now=now)
    return Judged(
        text,
        given.in_training,
        gate.findings_on(given.draft, given.severities),
        given.book.titles,
        is_checked=True,
        draft=given.draft,
        offer=offer_of(given.reach, now),
    )


def guard_row(conversation: Conversation, judged: Judged, trace: Trace) -> GuardRow:
    """The guard's word about a text; what its writer leaves as it is stands apart."""
    words = Words(conversation.client.name, judged.titles, judged.offer)
    shown = tuple(one for one in judged.findings if not trace.hides(one))
    silenced = tuple(one for one in judged.findings if trace.hides(one))
    return GuardRow(
        findings=finding_rows(judged.text, shown, words),
        is_checked=judged.is_checked,
        silenced=finding_rows(judged.text, silenced, words),
        in_training=judged.in_training,
        offer=judged.offer,
    )


@dataclass(frozen=True, slots=True)
class Words:
    """What the findings are told with: the client's name, what the book calls its rules, when it is good."""

    client_name: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    offer: OfferRow | None = None

    def reason_of(self, finding: Finding) -> str:
        """Why it speaks; of the moment as it is known of whom the text reaches."""
        if self.offer is not None and finding.rule == TIMING.slug:
            return say("%(why)s。急ぎでなければ、次の勤務時間へ") % {"why": self.offer.why}
        return reason_words(finding.reason).replace("委託元では", f"{self.client_name}では", 1)

    def title_of(self, rule: str) -> str:
        """The book's title, or the engine's where the book names none; in the reader's language."""
        return titled(rule, self.titles.get(rule, ""))


def finding_rows(text: str, findings: tuple[Finding, ...], words: Words) -> tuple[FindingRow, ...]:
    """Findings numbered in the order shown: the heaviest first, then as they stand in the text."""
    ordered = sorted(findings, key=lambda one: (one.start is None, one.start or 0))
    ordered.sort(key=lambda one: one.severity, reverse=True)
    return tuple(
        _row(number, text, finding, words) for number, finding in enumerate(ordered, start=1)
    )


def held_of(
    conversation: Conversation,
    *,
    role: Assignment.Role | None,
    person: Person,
    typed: HeldTyped,
    now: datetime,
) -> HeldReplyRow | None:
    """The newest reply that waits for a director, or was given back to this person or taken over."""
    rows = HeldReply.objects.filter(conversation=conversation)
    rows = rows.select_related("author", "decided_by").order_by("-asked_at", "-pk")
    held = list(rows[:REMEMBERED])
    if not held or not _is_shown(held[0], person):
        return None
    newest = held[0]
    judged = findings_of(
        conversation, newest.body, author=newest.author, draft_key=newest.draft_key, now=now
    )
    is_mine = newest.author_id == person.pk
    return HeldReplyRow(
        pk=newest.pk,
        author=newest.author.name,
        at=newest.asked_at,
        text=newest.body,
        findings=guard_row(conversation, judged, Trace()).findings,
        copied=tuple(newest.copied),
        files=_files_of(conversation, newest),
        state=newest.state,
        can_decide=role == Assignment.Role.DIRECTOR and not is_mine,
        is_mine=is_mine,
        in_training=judged.in_training,
        decided_by=newest.decided_by.name if newest.decided_by else "",
        decision_note=newest.decision_note,
        difference=_since_the_return(held),
        typed=typed,
        urgent_reason=newest.urgent_reason,
    )


def _is_shown(newest: HeldReply, person: Person) -> bool:
    """To everybody while it waits; then to its author, until they or a director have answered."""
    if newest.state == HeldReply.State.WAITING:
        return True
    if newest.state == HeldReply.State.APPROVED or newest.author_id != person.pk:
        return False
    if newest.state == HeldReply.State.RETURNED:
        return newest.decided_by_id != newest.author_id
    answered = Message.objects.filter(
        conversation=newest.conversation_id, kind=Message.Kind.REPLY, at__gt=newest.decided_at
    )
    return not answered.exists()


def _since_the_return(held: list[HeldReply]) -> tuple[Part, ...]:
    """What the author changed since a director gave the text back."""
    newest, *before = held
    returned = (
        one
        for one in before
        if one.author_id == newest.author_id
        and one.state == HeldReply.State.RETURNED
        and one.decided_by_id != one.author_id
    )
    last = next(returned, None)
    if last is None or newest.state != HeldReply.State.WAITING:
        return ()
    return difference(last.body, newest.body)


def _files_of(conversation: Conversation, held: HeldReply) -> tuple[DraftFileRow, ...]:
    return unsent.file_rows(draft_files.waiting_with(conversation, held.author, held.draft_key))


def _row(number: int, text: str, finding: Finding, words: Words) -> FindingRow:
    placed = finding.start is not None and finding.end is not None
    return FindingRow(
        n=number,
        rule=finding.rule,
        number=finding.number,
        title=words.title_of(finding.rule),
        reason=words.reason_of(finding),
        severity=finding.severity.value,
        start=utf16_index(text, finding.start or 0) if placed else None,
        end=utf16_index(text, finding.end or 0) if placed else None,
        rewrite=finding.rewrite,
        key=key_of(finding.rule, finding.span),
        words=finding.span or "",
    )
