"""Replies in time, day by day: the drawing, and what was agreed in it."""

from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.closing import Seen, close_conversation
from madoguchi.desk.expectations.windows import Window, month_to_date
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.portal.queries.replies import chart
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("goal", [95.0, 90.0, 42.5])
def test_what_was_agreed_stands_inside_the_drawing(
    goal: float, hikari: Client, ann: Person
) -> None:
    end = clock.now().replace(day=28)
    begun = end.replace(day=2, hour=2)
    for days in (0, 1):
        asked = builders.a_conversation(hikari, received_at=begun + timedelta(days=days))
        builders.replied(asked, ann)

    with walls.transaction([hikari.pk]):
        drawn = chart(_month(hikari, end), goal)

    assert drawn is not None
    heights = [at for at, _ in drawn.lines]
    assert drawn.goal_at is not None
    assert min(heights) <= drawn.goal_at <= max(heights)


@pytest.mark.parametrize(("hours", "share"), [(0.5, 100), (2, 50)])
def test_what_was_closed_unanswered_before_it_was_due_is_no_miss(
    hours: float, share: float, hikari: Client, ann: Person
) -> None:
    begun = clock.now().replace(month=11, year=2026, day=5, hour=2)  # a Thursday at 11:00
    for days in (0, 1):
        moment = begun + timedelta(days=days)
        builders.replied(builders.a_conversation(hikari, received_at=moment), ann)
        closed = builders.a_conversation(hikari, received_at=moment)
        with walls.transaction([hikari.pk]):
            close_conversation(
                conversation_id=closed.pk,
                person=ann,
                now=moment + timedelta(hours=hours),
                seen=Seen(message_id=closed.newest_customer_message_id or 0, merge_id=None),
            )

    with walls.transaction([hikari.pk]):
        drawn = chart(_month(hikari, begun.replace(day=28)))

    assert drawn is not None
    assert {bar.row.share for bar in drawn.bars} == {share}


def test_without_an_agreement_no_line_is_drawn(hikari: Client, ann: Person) -> None:
    end = clock.now().replace(day=28)
    for days in (2, 3):
        asked = builders.a_conversation(hikari, received_at=end.replace(day=days, hour=2))
        builders.replied(asked, ann)

    with walls.transaction([hikari.pk]):
        drawn = chart(_month(hikari, end))

    assert drawn is not None
    assert drawn.goal_at is None


def _month(client: Client, now: datetime) -> Window:
    return month_to_date(client.pk, policies.in_force(client.pk), now)
