"""The page of hours in English: its holidays, its weekdays and its days off are too."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from madoguchi.desk.clients.hours import Hours, ranges_words
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries.settings import days_ahead
from madoguchi.desk.people.models import Person
from tests import builders

JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "name"), [("ja", "勤労感謝の日"), ("en", "Labor Thanksgiving Day")]
)
def test_a_holiday_is_called_in_the_readers_language(language: str, name: str) -> None:
    weekdays = Hours(weekly=(*([["10:00", "19:00"]] for _ in range(5)), [], []))

    with override(language):
        notes = {one.day.isoformat(): one.note for one in days_ahead(weekdays, now=NOW)}

    assert notes["2026-11-23"] == name
    assert notes["2026-11-24"] == ""


def test_a_desk_that_is_open_on_holidays_names_none() -> None:
    always = Hours(weekly=tuple([["00:00", "24:00"]] for _ in range(7)), holidays=False)

    assert {one.note for one in days_ahead(always, now=NOW)} == {""}


@pytest.mark.parametrize(
    "typed",
    [
        [["00:00", "24:00"]],
        [["22:00", "30:00"]],
        [["09:00", "12:00"], ["13:00", "18:00"]],
    ],
)
def test_the_form_of_hours_holds_no_japanese_in_english(
    hikari: Client, ada: Person, typed: list[list[str]]
) -> None:
    Person.objects.filter(pk=ada.pk).update(language="en")
    browser = builders.signed_in(ada)
    path = reverse("client-hours", args=[hikari.pk])
    with override("ja"):
        day = ranges_words(typed)

    browser.post(path, {"day0": day, "due": "60", "late": "180", "limit": "360"})
    page = browser.get(path).content.decode()

    [value] = re.findall(r'name="day0" value="([^"]*)"', page)
    assert value
    assert not JAPANESE.search(value)
    kept = browser.post(path, {"day0": value, "due": "60", "late": "180", "limit": "360"})
    assert kept.status_code == 302
