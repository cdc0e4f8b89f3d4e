"""A week's hours in one cell: as the list of clients writes them, in both languages."""

import pytest
from django.utils.translation import override

from madoguchi.desk.clients.hours import PRESETS, BadHours, Hours, ranges_words, read_ranges
from madoguchi.desk.clients.queries import hours_of_week
from madoguchi.desk.clients.week_words import read_week
from madoguchi.engines.businesstime import parse_calendar

DAY, NIGHT = [["10:00", "19:00"]], [["22:00", "30:00"]]
SPLIT = [["09:00", "12:00"], ["13:00", "18:00"]]
ALL = [["00:00", "24:00"]]


def _hours(*weekly: list[list[str]], holidays: bool = True) -> Hours:
    return Hours(weekly=(*weekly, *([[]] * (7 - len(weekly)))), holidays=holidays)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("平日 10:00–19:00", _hours(*[DAY] * 5)),
        ("平日１０時～１９時", _hours(*[DAY] * 5)),
        ("月〜金 10:00-19:00、土 9:00-12:00・13:00-18:00", _hours(*[DAY] * 5, SPLIT)),
        ("月・水・金曜日 10:00–19:00", _hours(DAY, [], DAY, [], DAY)),
        ("金〜月 22:00–翌6:00", _hours(NIGHT, [], [], [], NIGHT, NIGHT, NIGHT)),
        ("毎日 10:00–19:00", _hours(*[DAY] * 7, holidays=False)),
        ("毎日 10:00–19:00（祝日は休み）", _hours(*[DAY] * 7)),
        ("平日 10:00–19:00（祝日も営業）", _hours(*[DAY] * 5, holidays=False)),
        ("24時間", _hours(*[ALL] * 7, holidays=False)),
        ("24時間・年中無休", _hours(*[ALL] * 7, holidays=False)),
        ("24時間（祝日を除く）", _hours(*[ALL] * 7)),
        ("土日 24時間", _hours([], [], [], [], [], ALL, ALL)),
        ("Mon–Fri 10:00–19:00, Sat 9:00–12:00 · 13:00–18:00", _hours(*[DAY] * 5, SPLIT)),
        ("Every day 10:00–19:00 (closed on public holidays)", _hours(*[DAY] * 7)),
        ("Monday-Friday 22:00–6:00 next day", _hours(*[NIGHT] * 5)),
        ("24 hours", _hours(*[ALL] * 7, holidays=False)),
    ],
)
def test_a_week_is_read(text: str, hours: Hours) -> None:
    read = read_week(text)

    assert (read.weekly, read.holidays) == (hours.weekly, hours.holidays)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("preset", PRESETS)
def test_what_the_list_of_clients_shows_is_read_again(preset: str, language: str) -> None:
    hours = PRESETS[preset][1]
    with override(language):
        shown = hours_of_week(parse_calendar(hours.calendar()))
        assert read_week(shown).weekly == hours.weekly
        assert read_week(str(PRESETS[preset][0])) == hours


@pytest.mark.parametrize(
    "text", ["いつでも", "10:00–19:00", "月〜金", "月〜金 25:99", "平日 10:00–19:00 など"]
)
def test_what_is_no_week_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadHours):
        read_week(text)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("ranges", [DAY, SPLIT, NIGHT, ALL, [["10:00", "26:00"]], []])
def test_hours_of_a_day_are_read_as_they_are_written(
    ranges: list[list[str]], language: str
) -> None:
    with override(language):
        written = ranges_words(ranges)
        assert ranges_words(read_ranges(written)) == written
    assert language == "ja" or written.isascii() or "–" in written
    assert "翌" not in written or language == "ja"
