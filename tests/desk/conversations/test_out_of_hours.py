"""Outside of business hours the list says that a clock stands and until when, in the order of what is due."""

from datetime import datetime, timedelta

from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.conversations.listing import the_list

# Tuesday the 17th, in Tokyo: 18:50, and 22:00 when everybody has gone home.
EVENING = builders.NOW.replace(hour=9, minute=50)
NIGHT = builders.NOW.replace(hour=13)
EARLY = {**builders.WEEKDAYS_10_TO_19, "weekly": {day: [["08:00", "12:00"]] for day in "12345"}}


def test_what_stands_is_told_with_its_end_and_what_is_due_first_comes_first(
    hikari: Client, ann: Person
) -> None:
    early = builders.a_client("early", calendar=EARLY)
    builders.assigned(ann, early)
    twenty_left = builders.a_conversation(hikari, received_at=EVENING)  # due 10:50
    an_hour_left = builders.a_conversation(early, received_at=NIGHT)  # due 9:00

    [group, *_] = the_list(ann, ListQuery(queue="open"), now=NIGHT).groups

    assert [row.pk for row in group.rows] == [an_hour_left.pk, twenty_left.pk]
    assert [row.clock.pill.words for row in group.rows] == [
        "停止中・明日 08:00から",
        "停止中・明日 10:00から",
    ]
    assert {(row.clock.pill.look, row.clock.pill.runs) for row in group.rows} == {("paused", False)}
    assert group.rows[1].clock.pill.title == "営業時間外です。残り 50分（期限 明日 10:50）"


def test_what_is_over_stays_over_in_the_night(hikari: Client, ann: Person) -> None:
    builders.a_conversation(hikari, received_at=builders.NOW)

    [group, *_] = the_list(ann, ListQuery(queue="open"), now=NIGHT).groups

    assert group.rows[0].clock.pill.words == "遅延 5:00"


def test_in_the_hours_nothing_of_that_is_said(hikari: Client, ann: Person) -> None:
    builders.a_conversation(hikari, received_at=builders.NOW)

    [group, *_] = the_list(ann, ListQuery(queue="open"), now=builders.NOW).groups

    assert (group.rows[0].clock.pill.words, group.rows[0].clock.pill.title) == ("残り 1:00", "")


def test_before_a_weekend_the_day_is_named_and_a_desk_that_never_opens_names_none() -> None:
    friday = datetime.fromisoformat("2026-11-20T22:00:00+09:00")
    monday = friday + timedelta(days=2, hours=12)
    clock = ClockRow("ok", friday, 10, stands=True, resumes_at=monday)

    assert clock.pill.words == "停止中・23日(月) 10:00から"
    assert ClockRow("ok", friday, 10, stands=True).pill.words == "停止中"
    assert ClockRow("ok", friday, 10, stands=True).pill.title == ""
    with translation.override("en"):
        assert clock.standing_words


def test_the_conversation_says_when_its_desk_opens(ann_browser: Browser, ann: Person) -> None:
    closed = {**builders.WEEKDAYS_10_TO_19, "weekly": {"1": [["10:00", "10:01"]]}}
    seldom = builders.a_client("seldom", calendar=closed)
    builders.assigned(ann, seldom)
    opened = builders.a_conversation(seldom)

    page = ann_browser.get(reverse("conversation", args=[opened.pk])).content.decode()

    assert "営業時間外・" in page
