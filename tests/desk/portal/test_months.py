"""The performance of an earlier month: what began in it, and what became of that until today."""

from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.expectations.queries.months import months_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.days import local
from tests import builders

pytestmark = pytest.mark.django_db


def _earlier(months: int) -> datetime:
    """A Wednesday at 11:00 of so many months ago, not in its first days, where the desk is."""
    day = local(clock.now()).replace(day=15, hour=11, minute=0, second=0, microsecond=0)
    for _ in range(months):
        day = (day.replace(day=1) - timedelta(days=1)).replace(day=15)
    while day.weekday() != 2:
        day -= timedelta(days=1)
    return day


@pytest.fixture
def once(hikari: Client, ann: Person) -> Conversation:
    """A question of two months ago, answered within ten minutes."""
    conversation = builders.a_conversation(hikari, received_at=_earlier(2))
    builders.replied(conversation, ann)
    return conversation


@pytest.fixture
def coras(cora: Person) -> Browser:
    """Cora's signed-in browser."""
    return builders.signed_in(cora)


def _slug(months: int) -> str:
    return f"{_earlier(months):%Y-%m}"


def test_the_months_go_back_to_what_left_first(hikari: Client, once: Conversation) -> None:
    with walls.transaction([hikari.pk]):
        months, window = months_of(hikari.pk, _slug(1), clock.now())

    assert [one.slug for one in months.shown] == ["", _slug(1), _slug(2)]
    assert months.chosen.slug == _slug(1)
    assert window.since < _earlier(1) < window.before <= window.until


@pytest.mark.parametrize("asked", ["", "2020-01", "2999-01", "x", "2026-13", "\0"])
def test_whatever_else_is_asked_for_is_this_month(
    asked: str, hikari: Client, once: Conversation
) -> None:
    with walls.transaction([hikari.pk]):
        months, window = months_of(hikari.pk, asked, clock.now())

    assert months.chosen.is_running
    assert window.ended is None


def test_who_began_this_month_has_nothing_to_choose(hikari: Client, coras: Browser) -> None:
    assert "month=" not in coras.get("/portal/").content.decode().split("kpis")[0]


def test_a_month_shows_its_own_replies_and_opens_them(once: Conversation, coras: Browser) -> None:
    shown = coras.get(f"/portal/?month={_slug(2)}").content.decode()
    behind = f"/portal/figures/?of=first_reply_within&within=60&month={_slug(2)}"

    assert "1 / 1件" in shown
    assert "1 / 1件" not in coras.get("/portal/").content.decode()
    assert f"MG-{once.pk}" in coras.get(behind).content.decode()
    this_month = behind.split("&month", maxsplit=1)[0]
    assert f"MG-{once.pk}" not in coras.get(this_month).content.decode()


def test_a_reply_that_came_a_month_later_is_late_in_the_month_that_it_was_asked_in(
    hikari: Client, ann: Person, coras: Browser, once: Conversation
) -> None:
    asked = builders.a_conversation(hikari, received_at=_earlier(2))
    builders.replied(asked, ann, after=timedelta(days=30))

    shown = coras.get(f"/portal/?month={_slug(2)}").content.decode()

    assert "1 / 2件" in shown


def test_a_part_is_drawn_at_the_same_address(once: Conversation, coras: Browser) -> None:
    answer = coras.get(
        f"/portal/?month={_slug(2)}",
        headers={"HX-Request": "true", "HX-Target": "performance"},
    )

    page = answer.content.decode()
    assert page.lstrip().startswith("<section")
    assert "1 / 1件" in page
    assert 'id="month-' in page


def test_promises_are_shown_by_month(once: Conversation, coras: Browser) -> None:
    page = f"/portal/promises/?month={_slug(2)}"

    for headers in ({}, {"HX-Request": "true", "HX-Target": "settled"}):
        answer = coras.get(page, headers=headers)
        assert answer.status_code == 200
        assert f"{_earlier(2).month}月に期限の来たお約束" in answer.content.decode()
