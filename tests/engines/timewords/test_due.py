"""When a time word falls due: written on a Friday afternoon before a long weekend."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.engines.timewords import due

TOKYO = timezone(timedelta(hours=9))
# Monday the 23rd is a public holiday.
FRIDAY = datetime(2026, 11, 20, 14, 36, tzinfo=TOKYO)


@dataclass(frozen=True)
class Office:
    """Ten to seven, Monday to Friday."""

    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    open: time = time(10)
    close: time = time(19)
    tz: str = "Asia/Tokyo"
    on_holidays: bool = False


def at(said: str, sent_at: datetime = FRIDAY, hours: Office | None = None) -> str | None:
    found = due(said, sent_at=sent_at, hours=hours or Office())
    return found.strftime("%Y-%m-%d %H:%M") if found else None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("15時", "2026-11-20 15:00"), ("15:30", "2026-11-20 15:30"), ("午後3時", "2026-11-20 15:00"),
        ("17時半", "2026-11-20 17:30"), ("17時45分頃", "2026-11-20 17:45"), ("正午", "2026-11-21 12:00"),
        ("3時", "2026-11-20 15:00"), ("十五時", "2026-11-20 15:00"), ("PM5時", "2026-11-20 17:00"),
        ("15時台", "2026-11-20 16:00"), ("13時", "2026-11-21 13:00"), ("24時", "2026-11-21 00:00"),
        ("夜8時", "2026-11-20 20:00"), ("夜12時", "2026-11-21 00:00"), ("午前11時", "2026-11-21 11:00"),
        ("明日の午前中", "2026-11-21 12:00"), ("明日朝一", "2026-11-21 10:00"), ("今晩中", "2026-11-21 00:00"),
    ],
)  # fmt: skip
def test_a_clock_time_falls_due_at_that_moment(said: str, expected: str) -> None:
    assert at(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("本日中", "2026-11-20 19:00"), ("25日まで", "2026-11-25 19:00"), ("11/25(水)", "2026-11-25 19:00"),
        ("11月25日", "2026-11-25 19:00"), ("来年1月8日", "2027-01-08 19:00"), ("2027年3月1日", "2027-03-01 19:00"),
        ("2026/12/1", "2026-12-01 19:00"), ("10日", "2026-12-10 19:00"), ("11月19日", "2027-11-19 19:00"),
        ("来月4日", "2026-12-04 19:00"), ("2/29", "2028-02-29 19:00"), ("来週火曜", "2026-11-24 19:00"),
        ("来週水", "2026-11-25 19:00"), ("金曜までに", "2026-11-20 19:00"), ("次の金曜", "2026-11-27 19:00"),
        ("今度の水曜日", "2026-11-25 19:00"), ("明後日", "2026-11-23 00:00"), ("しあさって", "2026-11-24 00:00"),
        ("来週月曜(30日)", "2026-11-30 19:00"), ("一両日中", "2026-11-22 00:00"), ("今日明日中", "2026-11-22 00:00"),
        ("夕方", "2026-11-20 19:00"), ("営業時間内", "2026-11-20 19:00"), ("明日の夕方", "2026-11-22 00:00"),
    ],
)  # fmt: skip
def test_a_day_falls_due_when_it_closes(said: str, expected: str) -> None:
    assert at(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("今週中", "2026-11-20 19:00"), ("来週中", "2026-11-27 19:00"), ("再来週中", "2026-12-04 19:00"),
        ("週明け", "2026-11-24 19:00"), ("月末まで", "2026-11-30 19:00"), ("今月中", "2026-11-30 19:00"),
        ("来月末", "2026-12-31 19:00"), ("12月中", "2026-12-31 19:00"), ("2月末", "2027-02-26 19:00"),
        ("月初", "2026-12-01 19:00"), ("来月初", "2026-12-01 19:00"), ("12月上旬", "2026-12-10 19:00"),
        ("中旬", "2026-11-20 19:00"), ("上旬", "2026-12-10 19:00"), ("下旬", "2026-11-30 19:00"), ("年内", "2026-12-31 19:00"),
        ("年度末", "2027-03-31 19:00"), ("13月末", None),
    ],
)  # fmt: skip
def test_a_period_falls_due_on_its_last_working_day(said: str, expected: str | None) -> None:
    assert at(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("30分以内", "2026-11-20 15:06"), ("2時間後", "2026-11-20 16:36"), ("1時間半", "2026-11-20 16:06"),
        ("小一時間", "2026-11-20 15:36"), ("半時間", "2026-11-20 15:06"), ("五分", "2026-11-20 14:41"),
        ("3日以内", "2026-11-24 00:00"), ("二十日以内", "2026-12-10 19:00"), ("1週間後", "2026-11-27 19:00"),
        ("1か月以内", "2026-12-21 00:00"), ("翌営業日", "2026-11-24 19:00"), ("翌々営業日", "2026-11-25 19:00"),
        ("3営業日以内", "2026-11-26 19:00"), ("3日後の15時", "2026-11-23 15:00"),
    ],
)  # fmt: skip
def test_a_length_is_added_to_the_sending(said: str, expected: str) -> None:
    assert at(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("五十日", "2026-11-20 19:00"), ("5の付く日", "2026-11-25 19:00"), ("0のつく日", "2026-11-20 19:00"),
        ("次のごとおび", "2026-11-20 19:00"),
    ],
)  # fmt: skip
def test_days_that_end_in_five_or_nought_are_known(said: str, expected: str) -> None:
    assert at(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("15時から16時の間", "2026-11-20 16:00"), ("25日か26日", "2026-11-26 19:00"), ("25日〜27日", "2026-11-27 19:00"),
        ("25日17時から26日11時", "2026-11-26 11:00"), ("明日15時から16時", "2026-11-21 16:00"),
        ("11月30日か1日", "2026-12-01 19:00"),
    ],
)  # fmt: skip
def test_of_two_ends_the_later_one_counts(said: str, expected: str) -> None:
    assert at(said) == expected


@pytest.mark.parametrize(
    "said", ["当日", "来週あたり", "前日の17時", "25日以降", "30分前", "近いうち", "年明け", "2月30日", "45時", "0日以内", "999999999日以内", ""]
)  # fmt: skip
def test_what_cannot_be_worked_out_is_vague(said: str) -> None:
    assert at(said) is None


def test_today_after_closing_falls_due_at_midnight() -> None:
    evening = datetime(2026, 11, 20, 20, 0, tzinfo=TOKYO)

    assert at("本日中", evening) == "2026-11-21 00:00"


def test_a_week_whose_working_days_are_over_falls_due_at_its_very_end() -> None:
    saturday = datetime(2026, 11, 21, 11, 0, tzinfo=TOKYO)

    assert at("今週中", saturday) == "2026-11-23 00:00"


def test_a_day_that_closes_at_midnight_falls_due_then() -> None:
    assert at("本日中", hours=Office(close=time.max)) == "2026-11-21 00:00"


def test_a_week_without_working_days_still_has_days() -> None:
    nobody = Office(days=())

    assert at("25日", hours=nobody) == "2026-11-26 00:00"
    assert at("3営業日以内", hours=nobody) is None
    assert at("翌営業日", hours=nobody) is None
    assert at("今月中", hours=nobody) == "2026-12-01 00:00"


def test_the_moment_is_told_in_the_zone_of_the_hours() -> None:
    found = due("15時", sent_at=FRIDAY.astimezone(UTC), hours=Office())

    assert found is not None
    assert found.utcoffset() == timedelta(hours=9)


def test_the_end_of_the_calendar_is_no_error() -> None:
    last = datetime(9999, 12, 31, 12, 0, tzinfo=TOKYO)

    assert at("3日以内", last) is None
    assert at("来年1月1日", last) is None


@given(st.text(alphabet="0123456789年月日時分半本明来週今末中以内営業か/:(火)午後前", max_size=20))
def test_any_text_can_be_read(said: str) -> None:
    found = due(said, sent_at=FRIDAY, hours=Office())

    assert found is None or found.tzinfo is not None
