"""The next days off: 次の休み 21日(土)〜23日(月・祝)."""

from datetime import date, timedelta

from madoguchi.engines.businesstime import DayOff, next_closed_run
from tests.engines.businesstime.hours import ALWAYS, EVERY_DAY, NIGHT, OFFICE, hours, jst

LONG_WEEKEND = (
    DayOff(date(2026, 11, 21), None),
    DayOff(date(2026, 11, 22), None),
    DayOff(date(2026, 11, 23), "勤労感謝の日"),
)


def test_a_long_weekend_is_one_run_with_its_holiday_named() -> None:
    assert next_closed_run(jst("2026-11-18 12:00"), OFFICE) == LONG_WEEKEND


def test_a_night_shift_does_not_make_saturday_a_working_day() -> None:
    assert next_closed_run(jst("2026-11-20 23:00"), NIGHT) == LONG_WEEKEND


def test_a_day_off_that_has_begun_is_not_ahead() -> None:
    assert next_closed_run(jst("2026-11-21 00:00"), OFFICE) == LONG_WEEKEND[1:]


def test_the_day_is_that_of_the_calendar_zone() -> None:
    friday_evening_in_new_york = jst("2026-11-21 08:00")
    desk = hours(("10:00", "19:00"), tz="America/New_York", holidays=None)
    assert next_closed_run(friday_evening_in_new_york, desk) == LONG_WEEKEND[:2]


def test_holidays_in_a_row_keep_their_names() -> None:
    desk = hours(("10:00", "19:00"), days=EVERY_DAY)
    names = [off.holiday for off in next_closed_run(jst("2026-05-01 12:00"), desk)]
    assert names == ["憲法記念日", "みどりの日", "こどもの日", "振替休日"]


def test_a_desk_that_is_open_every_day_has_no_day_off() -> None:
    assert next_closed_run(jst("2026-11-18 12:00"), ALWAYS) == ()


def test_an_endless_closure_is_shown_for_sixty_days() -> None:
    over = hours(days=(), open_extra={"2026-11-18": [["10:00", "11:00"]]})
    run = next_closed_run(jst("2026-11-18 12:00"), over)
    assert len(run) == 60
    assert run[-1].day == date(2026, 11, 18) + timedelta(days=60)
