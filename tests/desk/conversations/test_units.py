"""Business time is told in minutes and hours: "1 day" would be 24 of them, or a night's sleep."""

from datetime import datetime, timedelta, timezone

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.days import length_words, minutes_words, span_words
from madoguchi.engines.businesstime import add, parse_calendar
from tests import builders

DAY = 24 * 60
NOON = datetime(2026, 11, 17, 12, tzinfo=timezone(timedelta(hours=9)))
TEN_TO_SEVEN = {"tz": "Asia/Tokyo", "weekly": {day: [["10:00", "19:00"]] for day in "12345"}}


@pytest.mark.parametrize(
    ("minutes", "japanese", "english"),
    [
        (59, "59分", "59 min"),
        (60, "1時間", "1 h"),
        (90, "90分", "90 min"),
        (9 * 60, "9時間", "9 h"),
        (DAY, "24時間", "24 h"),
        (3 * DAY, "72時間", "72 h"),
    ],
)
def test_a_target_is_told_in_hours_or_minutes_and_never_in_days(
    minutes: int, japanese: str, english: str
) -> None:
    assert span_words(minutes) == japanese
    with override("en"):
        assert span_words(minutes) == english


@pytest.mark.parametrize(
    ("minutes", "words"), [(12, "12分"), (DAY, "24:00"), (3 * DAY + 5, "72:05")]
)
def test_a_wait_of_days_of_business_time_is_told_in_hours(minutes: int, words: str) -> None:
    assert minutes_words(minutes) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0分"),
        (30, "30分"),
        (60, "1時間"),
        (90, "1時間30分"),
        (DAY, "24時間"),
        (3 * DAY + 5, "72時間5分"),
    ],
)
def test_a_length_of_time_is_not_told_like_a_time_of_day(minutes: int, words: str) -> None:
    assert length_words(minutes) == words


@pytest.mark.parametrize(("spent", "state"), [(0, "ok"), (2 * DAY, "over"), (3 * DAY, "late")])
@pytest.mark.parametrize(("language", "day"), [("ja", "日"), ("en", "day")])
def test_no_clock_speaks_of_days(spent: int, state: str, language: str, day: str) -> None:
    row = ClockRow(
        state,
        NOON,
        spent_minutes=spent,
        due_minutes=DAY,
        late_minutes=3 * DAY,
        limit_minutes=5 * DAY,
    )

    with override(language):
        told = (row.words, row.track_label, *row.target_words)

    assert [words for words in told if day in words] == []


def test_twenty_four_office_hours_end_on_the_third_day() -> None:
    due = add(NOON, timedelta(minutes=DAY), parse_calendar(TEN_TO_SEVEN))

    assert due == NOON + timedelta(days=2, hours=6)


@pytest.mark.django_db
def test_whoever_types_a_target_is_told_its_unit_and_what_it_counts(
    ada: Person, hikari: Client
) -> None:
    browser: Browser = builders.signed_in(ada)

    page = browser.get(reverse("client-hours", args=[hikari.pk])).content.decode()

    for label in ("期限（分）", "遅延（分）", "上限（分）"):
        assert label in page
    assert "目標は営業時間で数えます。" in page
