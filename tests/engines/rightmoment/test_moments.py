"""When it is good to write to somebody, told moment by moment."""

from datetime import datetime, timedelta

import pytest

from madoguchi.engines.businesstime import BadMoment, Calendar
from madoguchi.engines.rightmoment import Absence, Moment, Recipient, Wrong, next_good_moment
from tests.engines.businesstime.hours import ALWAYS, EVERY_DAY, LUNCH, NIGHT, OFFICE, hours, jst

EARLY = hours(("09:00", "15:00"))  # 三好さん: until three
NEW_YEAR = hours(("10:00", "19:00"), closed=("2026-12-29", "2026-12-30", "2026-12-31"))


def asked(now: str, calendar: Calendar = OFFICE, *absences: tuple[str, str]) -> Moment | None:
    away = tuple(Absence(jst(since), jst(until)) for since, until in absences)
    return next_good_moment(jst(now), Recipient(calendar, away))


def later(at: str, why: Wrong) -> Moment:
    return Moment(jst(at), why)


def test_within_hours_now_is_a_good_moment() -> None:
    found = asked("2026-11-20 14:36")

    assert found == Moment(jst("2026-11-20 14:36"))
    assert found.is_now


@pytest.mark.parametrize(
    ("now", "at", "why"),
    [
        ("2026-11-19 22:10", "2026-11-20 10:00", Wrong.OUTSIDE_HOURS),
        ("2026-11-19 06:40", "2026-11-19 10:00", Wrong.OUTSIDE_HOURS),
        ("2026-11-19 19:00", "2026-11-20 10:00", Wrong.OUTSIDE_HOURS),
        ("2026-11-19 18:31", "2026-11-20 10:00", Wrong.BEFORE_CLOSING),
        ("2026-11-20 20:00", "2026-11-24 10:00", Wrong.OUTSIDE_HOURS),
        ("2026-11-21 11:00", "2026-11-24 10:00", Wrong.DAY_OFF),
        ("2026-11-23 11:00", "2026-11-24 10:00", Wrong.HOLIDAY),
    ],
)
def test_outside_of_their_hours_it_waits_for_their_next_opening(
    now: str, at: str, why: Wrong
) -> None:
    assert asked(now) == later(at, why)


def test_half_an_hour_before_the_closing_is_just_early_enough() -> None:
    assert asked("2026-11-19 18:30") == Moment(jst("2026-11-19 18:30"))


def test_a_short_day_counts_by_itself() -> None:
    assert asked("2026-11-20 15:02", EARLY) == later("2026-11-24 09:00", Wrong.OUTSIDE_HOURS)


def test_a_day_closed_by_its_date_is_told_apart_from_a_day_off() -> None:
    assert asked("2026-12-30 12:00", NEW_YEAR) == later("2027-01-04 10:00", Wrong.CLOSED)


def test_before_a_break_it_may_be_sent_and_within_it_the_break_is_waited_out() -> None:
    assert asked("2026-11-19 11:50", LUNCH) == Moment(jst("2026-11-19 11:50"))
    assert asked("2026-11-19 12:20", LUNCH) == later("2026-11-19 13:00", Wrong.OUTSIDE_HOURS)
    assert asked("2026-11-19 17:45", LUNCH) == later("2026-11-20 09:30", Wrong.BEFORE_CLOSING)


def test_a_shift_past_midnight_is_one_day() -> None:
    assert asked("2026-11-21 01:00", NIGHT) == Moment(jst("2026-11-21 01:00"))
    assert asked("2026-11-21 05:40", NIGHT) == later("2026-11-24 22:00", Wrong.BEFORE_CLOSING)


def test_somebody_who_is_away_is_written_to_when_they_are_back() -> None:
    week = ("2026-11-24 00:00", "2026-11-27 00:00")

    assert asked("2026-11-24 11:00", OFFICE, week) == later("2026-11-27 10:00", Wrong.ABSENT)
    assert asked("2026-11-27 10:00", OFFICE, week) == Moment(jst("2026-11-27 10:00"))


def test_an_opening_that_falls_into_an_absence_is_no_good_moment() -> None:
    morning = ("2026-11-24 00:00", "2026-11-24 13:30")

    found = asked("2026-11-21 11:00", OFFICE, morning)

    assert found == later("2026-11-24 13:30", Wrong.DAY_OFF)


def test_absences_that_follow_each_other_are_one() -> None:
    first, second = (
        ("2026-11-24 00:00", "2026-11-25 00:00"),
        ("2026-11-25 00:00", "2026-11-26 15:00"),
    )

    assert asked("2026-11-24 11:00", OFFICE, second, first) == later(
        "2026-11-26 15:00", Wrong.ABSENT
    )


def test_somebody_back_just_before_closing_is_written_to_on_the_next_day() -> None:
    away = ("2026-11-25 00:00", "2026-11-26 18:45")

    assert asked("2026-11-25 11:00", OFFICE, away) == later("2026-11-27 10:00", Wrong.ABSENT)


def test_who_never_closes_can_always_be_written_to() -> None:
    assert asked("2026-11-22 03:10", ALWAYS) == Moment(jst("2026-11-22 03:10"))


def test_hours_that_never_open_have_no_good_moment() -> None:
    never = Calendar(zone=OFFICE.zone, weekly=((), (), (), (), (), (), ()))

    assert asked("2026-11-20 11:00", never) is None


def test_hours_that_are_never_longer_than_the_margin_have_none_either() -> None:
    short = hours(("10:00", "10:20"), days=EVERY_DAY, holidays=None)

    assert asked("2026-11-20 11:00", short) is None


def test_hours_just_as_long_as_the_margin_have_their_opening() -> None:
    short = hours(("10:00", "10:30"), days=EVERY_DAY, holidays=None)

    assert asked("2026-11-20 11:00", short) == later("2026-11-21 10:00", Wrong.OUTSIDE_HOURS)


def test_an_absence_without_an_end_has_no_good_moment() -> None:
    assert asked("2026-11-20 11:00", OFFICE, ("2026-11-01 00:00", "9999-12-31 00:00")) is None


def test_no_margin_sends_up_to_the_closing() -> None:
    recipient = Recipient(OFFICE, margin=timedelta())

    assert next_good_moment(jst("2026-11-20 18:59"), recipient) == Moment(jst("2026-11-20 18:59"))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(BadMoment):
        next_good_moment(datetime(2026, 11, 20, 11), Recipient(OFFICE))  # noqa: DTZ001 -- the point
