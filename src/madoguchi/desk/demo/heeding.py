"""What the story's people did about the guard's word: typed under it, approved, and judged afterwards."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from madoguchi.desk.adherence.actions import reviews, selfchecks
from madoguchi.desk.adherence.queries.selfchecks import measured
from madoguchi.desk.adherence.rows import POOR, WATCHED
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions import approvals
from madoguchi.desk.conversations.actions.replies import Reply, send_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.conversations.queries.guards import findings_of
from madoguchi.desk.demo.story import shapes
from madoguchi.desk.guard.models import GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.days import local_day
from madoguchi.engines.rulebook import Finding

REVIEWED_AFTER = timedelta(minutes=30)  # its director looks through what left
FILLED_IN_AT = time(10, 30)
JUDGEMENTS = ((WATCHED, "kept"), (POOR, "partly"), (0, "not_kept"))


@dataclass(frozen=True)
class Composer:
    """One person's composer at one conversation: what a browser would post from there."""

    conversation: Conversation
    person: Person
    draft_key: str

    def type(self, first: str, text: str, silenced: tuple[str, ...], now: datetime) -> None:
        """`first` stood there, its rewrites were taken until it was `text`; the rules named are left."""
        before = self._rest(first, now) if first else ()
        after = self._found(text, now)
        offered = Counter(one.rule for one in before if one.rewrite is not None)
        heeding = drafts.Heeding(
            findings=after,
            rewritten=offered - Counter(one.rule for one in after),
            leaving=tuple(one for one in after if one.rule in silenced),
        )
        self._keep(text, heeding, now)

    def _rest(self, text: str, now: datetime) -> tuple[Finding, ...]:
        found = self._found(text, now)
        self._keep(text, drafts.Heeding(findings=found), now)
        return found

    def _found(self, text: str, now: datetime) -> tuple[Finding, ...]:
        return findings_of(self.conversation, text, author=self.person, now=now).findings

    def _keep(self, text: str, heeding: drafts.Heeding, now: datetime) -> None:
        drafts.save_typing(
            conversation_id=self.conversation.pk,
            person=self.person,
            typing=drafts.Typing(text=text, draft_key=self.draft_key, heeding=heeding),
            now=now,
        )


def leave(
    *, conversation_id: int, author: Person, director: Person | None, reply: Reply, now: datetime
) -> Message:
    """The reply leaves: by its author's own hand, or approved by the director."""
    if director is None:
        return send_reply(conversation_id=conversation_id, author=author, reply=reply, now=now)
    held = approvals.request_approval(
        conversation_id=conversation_id, author=author, reply=reply, now=now
    )
    return approvals.approve_reply(held_reply_id=held.pk, director=director, now=now)


def review(
    message: Message,
    said: Mapping[str, shapes.Verdict],
    *,
    director: Person,
    now: datetime,
) -> None:
    """What a director of the client said of the findings that the message left with, by rule."""
    left = GuardFinding.objects.filter(message_id=message.pk, rule__in=said).order_by("pk")
    for finding in left.exclude(outcome=GuardFinding.Outcome.REWRITTEN):
        reviews.review_finding(
            finding_id=finding.pk,
            verdict=GuardFinding.Verdict(said[finding.rule]),
            person=director,
            now=min(message.at + REVIEWED_AFTER, now),
        )


def fill_in(check: shapes.SelfCheck, client: Client, director: Person, *, now: datetime) -> None:
    """The last month's self-check, of the morning after: each rule judged as measured, with a word on some."""
    after = local_day(now).replace(day=1)
    month = after - timedelta(days=1)
    figures = measured(client.pk, month.replace(day=1))
    selfchecks.fill_in(
        client_id=client.pk,
        month=month,
        sheet=selfchecks.Sheet(
            judged={
                rule: selfchecks.Judged(_judgement(one), check.notes.get(rule, ""))
                for rule, one in figures.items()
            },
            note=check.note,
        ),
        measured=figures,
        person=director,
        now=min(timezone.make_aware(datetime.combine(after, FILLED_IN_AT)), now),
    )


def _judgement(figures: selfchecks.Measured) -> str:
    kept = 100 * (1 - figures.broken / figures.checked) if figures.checked else 100
    return next(words for least, words in JUDGEMENTS if kept >= least)
