"""The right pane: the client, its hours and words, the customer, what happened before."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from madoguchi.desk.clients.queries import chip
from madoguchi.desk.conversations import drafting
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries import faces, histories
from madoguchi.desk.conversations.side_rows import ClosedRun, EarlierRow, SideRow, VocabularyRow
from madoguchi.desk.platform.words import say
from madoguchi.engines.businesstime import (
    Calendar,
    Interval,
    is_open,
    next_closed_run,
    next_opening,
    open_intervals,
)
from madoguchi.engines.replyclock import Policy

EARLIER = 10
WHOLE_DAY = timedelta(days=1)


def side_of(
    conversation: Conversation,
    *,
    policy: Policy,
    conversation_count: int,
    names: Mapping[int, str],
    now: datetime,
) -> SideRow:
    """What stands beside a conversation; the policy is the client's own, `names` those of its people."""
    calendar = policy.calendar
    opened = is_open(now, calendar)
    customer, is_mail = conversation.customer, conversation.is_mail
    return SideRow(
        client=chip(conversation.client),
        is_open=opened,
        hours_today=hours_on(now.astimezone(calendar.zone).date(), calendar),
        opens_at=None if opened else next_opening(now, calendar),
        next_closed=_closed_run(now, calendar),
        targets=faces.targets(policy, now=now),
        signature=conversation.client.signature if is_mail else "",
        vocabulary=tuple(
            VocabularyRow(avoid=avoided, prefer=preferred)
            for preferred, avoided in drafting.glossary_of(conversation.client_id).items()
        ),
        customer_pk=customer.pk if is_mail else 0,
        customer_name=customer.name or customer.email,
        customer_address=customer.email,
        first_contact_at=customer.first_seen_at,
        conversation_count=conversation_count,
        earlier=_earlier(conversation) if is_mail and conversation_count > 1 else (),
        is_mail=is_mail,
        history=histories.history_of(conversation, names),
    )


def hours_on(day: date, calendar: Calendar) -> str:
    """「9:00–12:00、13:00–18:00」「終日」, "" on a closed day."""
    intervals = open_intervals(day, day, calendar)
    if any(one.closes - one.opens >= WHOLE_DAY for one in intervals):
        return say("終日")
    return say("、").join(f"{one.opens:%H:%M}–{_closing(one)}" for one in intervals)


def _closing(interval: Interval) -> str:
    return "24:00" if interval.closes.date() > interval.opens.date() else f"{interval.closes:%H:%M}"


def _closed_run(now: datetime, calendar: Calendar) -> ClosedRun | None:
    run = next_closed_run(now, calendar)
    if not run:
        return None
    return ClosedRun(
        first=run[0].day, last=run[-1].day, ends_on_holiday=run[-1].holiday is not None
    )


def _earlier(conversation: Conversation) -> tuple[EarlierRow, ...]:
    others = (
        Conversation.objects.filter(
            client=conversation.client_id, customer=conversation.customer_id
        )
        .exclude(pk=conversation.pk)
        .order_by("-opened_at", "-pk")[:EARLIER]
    )
    return tuple(
        EarlierRow(
            pk=one.pk,
            subject=one.subject,
            at=one.opened_at,
            is_closed=one.state == Conversation.State.CLOSED,
        )
        for one in others
    )
