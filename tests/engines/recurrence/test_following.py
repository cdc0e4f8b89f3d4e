"""On which days a task comes again: plain months and weeks first, then what holds for all."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from madoguchi.engines.businesstime import parse_calendar
from madoguchi.engines.recurrence import (
    BadRule,
    LastBusinessDay,
    Monthly,
    Rule,
    Weekly,
    next_after,
    parse_rule,
    spelled,
)
from tests.engines.businesstime.hours import ALWAYS, OFFICE, hours
from tests.engines.businesstime.strategies import CALENDARS

FRIDAY = date(2026, 11, 20)
RULES = st.one_of(
    st.sets(st.integers(1, 7), min_size=1).map(lambda days: Weekly(frozenset(days))),
    st.integers(1, 31).map(Monthly),
    st.just(LastBusinessDay()),
)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def after(rule: Rule, day: date = FRIDAY) -> date:
    return next_after(rule, day, OFFICE)


def test_every_monday() -> None:
    assert after(Weekly(frozenset({1}))) == date(2026, 11, 23)
    assert after(Weekly(frozenset({1})), date(2026, 11, 23)) == date(2026, 11, 30)


def test_each_weekday_of_a_set() -> None:
    rule = Weekly(frozenset({1, 3, 5}))

    assert after(rule) == date(2026, 11, 23)
    assert after(rule, date(2026, 11, 23)) == date(2026, 11, 25)
    assert after(rule, date(2026, 11, 25)) == date(2026, 11, 27)


def test_a_day_of_the_month() -> None:
    assert after(Monthly(25)) == date(2026, 11, 25)
    assert after(Monthly(20)) == date(2026, 12, 20)


def test_a_shorter_month_has_its_last_day_instead() -> None:
    assert after(Monthly(31), date(2027, 1, 31)) == date(2027, 2, 28)
    assert after(Monthly(31), date(2027, 2, 28)) == date(2027, 3, 31)


def test_the_last_business_day() -> None:
    assert after(LastBusinessDay()) == date(2026, 11, 30)
    assert after(LastBusinessDay(), date(2026, 12, 31)) == date(2027, 1, 29)  # a Friday


def test_the_desks_own_days_off_are_no_business_days() -> None:
    closed = hours(("10:00", "19:00"), closed=("2026-12-29", "2026-12-30", "2026-12-31"))

    assert next_after(LastBusinessDay(), date(2026, 12, 1), closed) == date(2026, 12, 28)
    assert next_after(LastBusinessDay(), date(2026, 12, 28), closed) == date(2027, 1, 29)


def test_a_desk_that_opens_every_day_has_the_last_of_the_month() -> None:
    assert next_after(LastBusinessDay(), FRIDAY, ALWAYS) == date(2026, 11, 30)


def test_a_month_without_any_business_day_has_its_last_day() -> None:
    rare = hours(days=(), open_extra={"2026-01-05": [["10:00", "19:00"]]})

    assert next_after(LastBusinessDay(), FRIDAY, rare) == date(2026, 11, 30)


@pytest.mark.parametrize("weekdays", [frozenset[int](), frozenset({0}), frozenset({1, 8})])
def test_weekdays_that_are_none_are_refused(weekdays: frozenset[int]) -> None:
    with pytest.raises(BadRule):
        Weekly(weekdays)


@pytest.mark.parametrize(
    "text", ["", "daily", "weekly:", "weekly:8", "monthly:0", "monthly:32", "monthly:1,2", "x:1"]
)
def test_what_is_no_recurrence_is_refused(text: str) -> None:
    with pytest.raises(BadRule):
        parse_rule(text)


@given(RULES)
@example(Weekly(frozenset({1, 3})))
@example(Monthly(25))
@example(LastBusinessDay())
def test_a_rule_is_read_back_as_it_was_spelled(rule: Rule) -> None:
    assert parse_rule(spelled(rule)) == rule


@given(RULES, DAYS, CALENDARS)
@settings(deadline=None)
def test_the_next_day_is_always_later(rule: Rule, day: date, data: dict[str, Any]) -> None:
    assert next_after(rule, day, parse_calendar(data)) > day


@given(RULES, DAYS, CALENDARS, st.integers(0, 70))
@settings(deadline=None)
def test_no_day_is_skipped(rule: Rule, day: date, data: dict[str, Any], later: int) -> None:
    """From any day before it on, the next day is found; from there on it is another."""
    calendar = parse_calendar(data)
    following = next_after(rule, day, calendar)
    between = min(day + timedelta(days=later), following - timedelta(days=1))

    assert next_after(rule, between, calendar) == following
