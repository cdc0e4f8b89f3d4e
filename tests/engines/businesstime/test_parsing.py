"""A calendar is read whole, or refused with a sentence."""

from datetime import date
from typing import Any

import pytest

from madoguchi.engines.businesstime import BadCalendar, Range, parse_calendar

HOUR = 3600
GOOD: dict[str, Any] = {
    "tz": "Asia/Tokyo",
    "weekly": {"1": [["10:00", "19:00"]], "7": []},
    "holidays": "JP",
    "closed": ["2026-12-29"],
    "open_extra": {"2026-12-26": [["10:00", "15:00"]]},
}


def test_a_calendar_is_read_from_its_json() -> None:
    calendar = parse_calendar(GOOD)
    assert calendar.zone.key == "Asia/Tokyo"
    assert calendar.weekly == ((Range(10 * HOUR, 19 * HOUR),), (), (), (), (), (), ())
    assert calendar.country == "JP"
    assert calendar.closed == {date(2026, 12, 29)}
    assert calendar.open_extra == ((date(2026, 12, 26), (Range(10 * HOUR, 15 * HOUR),)),)


def test_the_same_json_gives_equal_calendars() -> None:
    assert parse_calendar(GOOD) == parse_calendar(dict(GOOD))
    assert hash(parse_calendar(GOOD)) == hash(parse_calendar(dict(GOOD)))


def test_holidays_closures_and_extra_hours_may_be_left_out() -> None:
    calendar = parse_calendar({"tz": "UTC", "weekly": {"1": [["10:00", "19:00"]]}})
    assert (calendar.country, calendar.closed, calendar.open_extra) == (None, frozenset(), ())


@pytest.mark.parametrize(
    ("pairs", "ranges"),
    [
        ([["22:00", "06:00"]], [(22, 30)]),
        ([["00:00", "24:00"]], [(0, 24)]),
        ([["18:00", "25:00"]], [(18, 25)]),
        ([["22:00", "00:00"]], [(22, 24)]),
        ([["10:00", "48:00"]], [(10, 48)]),
        ([["9:00", "12:00:30"]], [(9, 12 + 30 / HOUR)]),
        ([["13:00", "18:00"], ["10:00", "12:00"]], [(10, 12), (13, 18)]),
        ([["10:00", "12:00"], ["12:00", "18:00"]], [(10, 18)]),
        ([["10:00", "18:00"], ["11:00", "12:00"]], [(10, 18)]),
    ],
)
def test_ranges_are_read_sorted_and_merged(
    pairs: list[list[str]], ranges: list[tuple[float, float]]
) -> None:
    calendar = parse_calendar({"tz": "Asia/Tokyo", "weekly": {"1": pairs}})
    assert list(calendar.weekly[0]) == [(opens * HOUR, closes * HOUR) for opens, closes in ranges]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"tz": None}, "tz must name a time zone"),
        ({"tz": ""}, "tz must name a time zone"),
        ({"tz": "Asia/Tokio"}, "'Asia/Tokio' is not a known time zone"),
        ({"tz": "../../etc/passwd"}, "is not a known time zone"),
        ({"tz": "Asia"}, "is not a known time zone"),
        ({"weekly": None}, "weekly must be an object"),
        ({"weekly": {"8": []}}, "\"7\" (Sunday), not '8'"),
        ({"weekly": {"1": "10:00-19:00"}}, "weekly 1 must be a list"),
        ({"weekly": {"1": [["10:00"]]}}, 'weekly 1: a range is ["10:00", "19:00"]'),
        ({"weekly": {"1": [["10:00", "10:00"]]}}, "10:00 to 10:00 is empty"),
        ({"weekly": {"1": [["24:00", "25:00"]]}}, "starts on its own day"),
        ({"weekly": {"1": [["10:00", "48:01"]]}}, "up to 48:00, not 48:01"),
        ({"weekly": {"1": [["10:00", "19:60"]]}}, "a time is \"HH:MM\", not '19:60'"),
        ({"weekly": {"1": [[10, 19]]}}, 'a time is "HH:MM", not 10'),
        ({"holidays": "US"}, "holidays must be \"JP\" or null, not 'US'"),
        ({"closed": "2026-12-29"}, "closed must be a list"),
        ({"closed": ["2026-02-30"]}, "2026-02-30 is no day of the calendar"),
        ({"closed": ["20261229"]}, "a day is written 2026-12-29"),
        ({"closed": [20261229]}, "a day is written 2026-12-29"),
        ({"open_extra": []}, "open_extra must be an object"),
        ({"open_extra": {"2026-12-26": [["x", "y"]]}}, "2026-12-26: a time is"),
        ({"close": []}, "a calendar has no 'close'; it has closed, holidays"),
        ({"weekly": {}, "open_extra": {"2026-12-26": []}}, "this calendar is never open"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadCalendar) as refusal:
        parse_calendar({**GOOD, **change})
    assert sentence in str(refusal.value)


def test_a_calendar_is_an_object() -> None:
    with pytest.raises(BadCalendar, match="a calendar must be an object"):
        parse_calendar([])
