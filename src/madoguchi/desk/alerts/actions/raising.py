"""Look at one client's running clocks and tell who must know: once for each level, and only in their shift."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from madoguchi.desk.alerts import shifts, teams
from madoguchi.desk.alerts.actions import keeping, telling
from madoguchi.desk.alerts.models import Alert, Level
from madoguchi.desk.alerts.teams import Team
from madoguchi.desk.conversations.models import Ball, Conversation

LONGEST_WARNING = timedelta(minutes=120)
# A worker that was away tells what it missed; older than this, it is the list's business.
STILL_NEWS = timedelta(minutes=60)


@transaction.atomic
def raise_alerts(*, client_id: int, now: datetime) -> list[Alert]:
    """Tell the owner before a level, the directors once it is passed. Safe to run again at any time."""
    conversations = list(_running(client_id, now))
    if not conversations:
        return []
    team = teams.team_of(client_id, now)
    wanted = [
        alert
        for conversation in conversations
        for alert in _wanted(conversation, team, now)
        if shifts.wants_to_know(team.choice_of(alert.person_id), now)
    ]
    raised = keeping.keep_new(wanted)
    telling.tell(raised, team.people, team.choice_of, now=now)
    return raised


def _running(client_id: int, now: datetime) -> Iterator[Conversation]:
    """Those with a level in reach: near within the longest warning, or passed a short while ago."""
    reach = (now - STILL_NEWS, now + LONGEST_WARNING)
    levels = Q(due_at__range=reach) | Q(late_at__range=reach) | Q(limit_at__range=reach)
    found = Conversation.objects.filter(
        levels, client=client_id, state=Conversation.State.OPEN, ball=Ball.US
    )
    return found.select_related("client").order_by("due_at", "pk").iterator()


def _wanted(conversation: Conversation, team: Team, now: datetime) -> Iterator[Alert]:
    for level, at in _levels(conversation):
        if now < at:
            # Only the next level is near: the ones behind it are nobody's hurry yet.
            for person_id in _owners(conversation, team):
                warning = timedelta(minutes=team.choice_of(person_id).minutes_before)
                if at - warning <= now:
                    yield _alert(conversation, person_id, level, at, now, is_passed=False)
            return
        if now - at <= STILL_NEWS:
            for person_id in sorted(team.directors):
                yield _alert(conversation, person_id, level, at, now, is_passed=True)


def _levels(conversation: Conversation) -> Iterator[tuple[Level, datetime]]:
    for level, at in (
        (Level.DUE, conversation.due_at),
        (Level.LATE, conversation.late_at),
        (Level.LIMIT, conversation.limit_at),
    ):
        if at is not None:
            yield level, at


def _owners(conversation: Conversation, team: Team) -> tuple[int, ...]:
    """The owner if still assigned; else who stands in."""
    owner_id = conversation.owner_id
    if owner_id is not None and owner_id in team.people:
        return (owner_id,)
    return tuple(sorted(team.stand_ins(conversation)))


def _alert(
    conversation: Conversation,
    person_id: int,
    level: Level,
    level_at: datetime,
    now: datetime,
    *,
    is_passed: bool,
) -> Alert:
    return Alert(
        client_id=conversation.client_id,
        conversation=conversation,
        person_id=person_id,
        level=level,
        is_passed=is_passed,
        level_at=level_at,
        at=now,
    )
