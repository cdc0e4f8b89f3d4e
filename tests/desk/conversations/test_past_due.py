"""A reply that is to leave after it is due: said before it is confirmed, and never refused."""

from datetime import datetime, timedelta

import pytest
from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from madoguchi.desk.conversations import moments
from madoguchi.desk.conversations.models import Conversation, ScheduledReply
from madoguchi.desk.platform import clock, walls
from madoguchi.engines.businesstime import parse_calendar
from tests import builders
from tests.desk.conversations.posting import CLEAN, KEY, page_of, posted

OFFICE = parse_calendar(builders.WEEKDAYS_10_TO_19)


@pytest.fixture
def due_at(fresh: Conversation) -> datetime:
    """The reply is due in three hours, whatever the hour of this test."""
    at = clock.now() + timedelta(hours=3)
    with walls.transaction([fresh.client_id]):
        Conversation.objects.filter(pk=fresh.pk).update(due_at=at)
    return at


def scheduled(browser: Browser, conversation: Conversation, **moment: str) -> HttpResponseBase:
    seen = conversation.newest_customer_message_id
    fields = {"draft_key": KEY, "last_seen": seen, "body": CLEAN, "reason": "試験のため"}
    return posted(browser, "schedule", conversation, **{**fields, **moment})


def local(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


def waiting(conversation: Conversation) -> list[datetime]:
    with walls.transaction([conversation.client_id]):
        return [one.send_at for one in ScheduledReply.objects.order_by("pk")]


def test_a_moment_before_the_due_time_is_taken_at_once(
    ann_browser: Browser, fresh: Conversation, due_at: datetime
) -> None:
    answer = scheduled(ann_browser, fresh, when="at", at=local(due_at - timedelta(hours=1)))

    assert answer.status_code == 302
    assert len(waiting(fresh)) == 1


def test_a_moment_past_the_due_time_is_asked_about_and_then_taken(
    ann_browser: Browser, fresh: Conversation, due_at: datetime
) -> None:
    late = due_at + timedelta(days=2)

    asked = scheduled(ann_browser, fresh, when="at", at=local(late))

    page = page_of(asked)
    assert asked.status_code == 422
    assert waiting(fresh) == []
    assert "を過ぎます。" in page
    assert f"{timezone.localtime(due_at):%H:%M}" in page
    assert "11月19日(木)に届きます。" in page  # what was typed stays
    assert 'name="anyway"' in page

    assert scheduled(ann_browser, fresh, anyway=late.isoformat()).status_code == 302
    assert waiting(fresh) == [late]


def test_what_is_overdue_already_is_said(
    ann_browser: Browser, fresh: Conversation, due_at: datetime
) -> None:
    with walls.transaction([fresh.client_id]):
        Conversation.objects.filter(pk=fresh.pk).update(due_at=due_at - timedelta(hours=4))

    asked = scheduled(ann_browser, fresh, when="at", at=local(due_at))

    assert "をもう過ぎています。" in page_of(asked)


def test_the_menu_offers_a_moment_before_the_due_time_and_marks_those_past_it(
    ann_browser: Browser, hikari_open: Conversation
) -> None:
    page = page_of(ann_browser.get(reverse("conversation", args=[hikari_open.pk])))

    assert "返信期限の30分前" in page
    assert page.count("を過ぎます") == 1  # tomorrow at nine


@pytest.fixture
def hikari_open(fresh: Conversation) -> Conversation:
    """Of a client whose desk never closes, due in three hours."""
    with walls.transaction([fresh.client_id]):
        policy = fresh.client.policies.get()
        always = {day: [["00:00", "24:00"]] for day in "1234567"}
        policy.calendar = {"tz": "Asia/Tokyo", "weekly": always}
        policy.save()
        late = clock.now() + timedelta(minutes=40)
        Conversation.objects.filter(pk=fresh.pk).update(due_at=late)
    return fresh


@pytest.mark.parametrize(
    ("now", "offered"),
    [("14:00", {"due30": "14:20"}), ("14:25", {"due10": "14:40"}), ("14:45", {})],
)
def test_half_an_hour_before_it_is_due_or_ten_minutes(now: str, offered: dict[str, str]) -> None:
    due_at = builders.NOW.replace(minute=50, second=27)
    at = builders.NOW.replace(minute=int(now[3:]))

    found = moments.for_sending(at, OFFICE, due_at)

    shown = {name: f"{timezone.localtime(one):%H:%M}" for name, one in found.items()}
    assert {name: one for name, one in shown.items() if name.startswith("due")} == offered


def test_never_before_the_desk_opens() -> None:
    before = builders.NOW.replace(hour=0)  # 9:00 in Tokyo, an hour before they open

    found = moments.for_sending(before, OFFICE, before + timedelta(minutes=80))

    assert set(found) == {"due10", "opening", "tomorrow"}
