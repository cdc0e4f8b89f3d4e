"""Desk hours as a person types them."""

from dataclasses import replace
from datetime import date

import pytest

from madoguchi.desk.clients.hours import (
    PRESETS,
    BadHours,
    Closure,
    Hours,
    Ranges,
    hours_of,
    ranges_words,
    read_ranges,
    with_closure,
    year_end_after,
)
from madoguchi.engines.businesstime import parse_calendar

HOURS: Hours = PRESETS["weekdays-10-19"][1]
YEAR_END = Closure("年末年始", date(2026, 12, 29), date(2027, 1, 3))


@pytest.mark.parametrize(
    ("typed", "ranges"),
    [
        ("", []),
        ("0:00–23:59", [["00:00", "24:00"]]),
        ("18:00-23:59", [["18:00", "24:00"]]),
        ("22:00–翌23:59", [["22:00", "48:00"]]),
        ("休み", []),
        ("24時間", [["00:00", "24:00"]]),
        ("１０：００〜１９：００", [["10:00", "19:00"]]),
        ("9-12, 13-17:30", [["09:00", "12:00"], ["13:00", "17:30"]]),
        ("9時半から12時まで、13時15分～18時", [["09:30", "12:00"], ["13:15", "18:00"]]),
        ("22:00–翌6:00", [["22:00", "30:00"]]),
        ("22:00-06:00", [["22:00", "06:00"]]),
        ("10:00 – 15:00\n16:00 – 19:00", [["10:00", "15:00"], ["16:00", "19:00"]]),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, ranges: Ranges) -> None:
    assert read_ranges(typed) == ranges


@pytest.mark.parametrize(
    "typed", ["10:00", "10:00–10:00", "25:00–26:00", "a–b", "10:00–翌翌1", "9:75–10"]
)
def test_what_is_no_time_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(BadHours, match="「"):
        read_ranges(typed)


@pytest.mark.parametrize(
    "ranges",
    [
        [],
        [["00:00", "24:00"]],
        [["09:00", "12:00"], ["13:00", "18:00"]],
        [["22:00", "30:00"]],
        [["22:00", "06:00"]],
    ],
)
def test_what_is_shown_can_be_typed_again(ranges: Ranges) -> None:
    calendars = [
        replace(HOURS, weekly=(one, *HOURS.weekly[1:])).calendar()
        for one in (ranges, read_ranges(ranges_words(ranges)))
    ]

    assert parse_calendar(calendars[0]) == parse_calendar(calendars[1])


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_a_calendar(preset: str) -> None:
    assert parse_calendar(PRESETS[preset][1].calendar())


def test_closures_keep_their_names_through_the_store() -> None:
    hours = replace(HOURS, closures=(YEAR_END,), extra={date(2026, 12, 26): [["10:00", "15:00"]]})

    assert hours_of(hours.calendar(), hours.closures_data()) == hours


def test_closed_days_without_a_name_stand_in_runs() -> None:
    calendar = replace(HOURS, closures=(YEAR_END,)).calendar()

    assert hours_of(calendar, ()).closures == (replace(YEAR_END, name=""),)


@pytest.mark.parametrize(
    ("closure", "why"),
    [
        (replace(YEAR_END, name=" "), "名前"),
        (replace(YEAR_END, last=date(2026, 12, 1)), "終わりの日"),
        (replace(YEAR_END, first=date(2028, 1, 1), last=date(2029, 1, 1)), "1年まで"),
        (Closure("棚卸し", date(2027, 1, 3), date(2027, 1, 5)), "年末年始"),
    ],
)
def test_a_closure_that_cannot_be_is_refused(closure: Closure, why: str) -> None:
    with pytest.raises(BadHours, match=why):
        with_closure(replace(HOURS, closures=(YEAR_END,)), closure)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 20), date(2026, 12, 29)),
        (date(2026, 12, 31), date(2026, 12, 29)),
        (date(2027, 1, 3), date(2026, 12, 29)),
        (date(2027, 1, 4), date(2027, 12, 29)),
    ],
)
def test_the_turn_of_the_year_is_the_one_that_is_next(today: date, first: date) -> None:
    assert year_end_after(today).first == first
