"""Days, weekdays, eras and spans in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.side_rows import ClosedRun
from madoguchi.desk.platform.templatetags.desk import (
    day_words,
    era_day,
    long_day,
    moment,
    month,
    near,
    short_day,
)

AFTERNOON = datetime(2026, 11, 20, 5, 36, tzinfo=UTC)  # 14:36 in Tokyo
NIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)  # 01:00 on the 21st in Tokyo


def test_in_english_a_day_is_told_as_the_english_tell_it() -> None:
    with translation.override("en"):
        assert day_words(AFTERNOON) == "Fri 20 Nov"
        assert short_day(date(2026, 11, 24)) == "Tue 24"
        assert moment(AFTERNOON) == "20 Nov 14:36"
        assert near(AFTERNOON, AFTERNOON) == "14:36"
        assert near(NIGHT, AFTERNOON) == "Sat 21 01:00"
        assert long_day(AFTERNOON) == "20 November 2026"
        assert month(date(2026, 11, 1)) == "November 2026"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 20), "令和8年11月20日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1990, 1, 1), "平成2年1月1日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1868, 10, 22), "1868年10月22日"),
    ],
)
def test_the_day_of_a_change_belongs_to_the_new_era(day: date, words: str) -> None:
    assert era_day(day) == words


def test_an_era_begins_at_midnight_in_the_desks_own_time_zone() -> None:
    assert era_day(datetime(2019, 4, 30, 14, 59, tzinfo=UTC)) == "平成31年4月30日"
    assert era_day(datetime(2019, 4, 30, 15, 0, tzinfo=UTC)) == "令和元年5月1日"


def test_english_counts_no_eras() -> None:
    with translation.override("en"):
        assert era_day(date(2019, 5, 1)) == "1 May 2019"


@pytest.mark.parametrize(
    ("first", "last", "on_holiday", "japanese", "english"),
    [
        ((11, 21), (11, 23), True, "11月21日(土)〜23日(月・祝)", "Sat 21–Mon 23 Nov (holiday)"),
        ((11, 3), (11, 3), True, "11月3日(火・祝)", "Tue 3 Nov (holiday)"),
        ((10, 31), (11, 1), False, "10月31日(土)〜11月1日(日)", "Sat 31 Oct–Sun 1 Nov"),
    ],
)
def test_closed_days_name_the_month_again_where_it_changes(
    first: tuple[int, int], last: tuple[int, int], on_holiday: bool, japanese: str, english: str
) -> None:
    run = ClosedRun(date(2026, *first), date(2026, *last), ends_on_holiday=on_holiday)

    assert run.words == japanese
    with translation.override("en"):
        assert run.words == english


@pytest.mark.parametrize(
    ("state", "spent", "words"),
    [
        ("ok", 48, "12 min left"),
        ("over", 78, "18 min over"),
        ("late", 192, "Late 3:12"),
        ("hard", 364, "Limit 6:04"),
        ("paused", 0, "Paused"),
        ("done", 0, "Met"),
    ],
)
def test_a_clock_says_how_long_in_english_too(state: str, spent: int, words: str) -> None:
    clock = ClockRow(state, AFTERNOON, spent)

    with translation.override("en"):
        assert clock.words == words
        assert clock.target_words == ("1 h", "3 h", "6 h")
