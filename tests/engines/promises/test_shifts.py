"""Words that name another day when they are read than when they were written."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.engines.promises import Shift, shifts
from madoguchi.engines.rulebook import WorkingHours

TOKYO = ZoneInfo("Asia/Tokyo")
HOURS = WorkingHours(days=(1, 2, 3, 4, 5), tz="Asia/Tokyo")
FRIDAY = datetime(2026, 11, 20, 17, 30, tzinfo=TOKYO)
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO)  # Monday is a holiday


def found(text: str, read_at: datetime = TUESDAY) -> list[tuple[str, int, int]]:
    """The words with the days of November that they name."""
    told = shifts(text, written_at=FRIDAY, read_at=read_at, hours=HOURS)
    return [(one.said, one.written.day, one.read.day) for one in told]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明日までにご回答いたします。", ("明日", 21, 24 + 1)),
        ("本日中に発送いたします。", ("本日", 20, 24)),
        ("今日は祝日です。", ("今日", 20, 24)),
        ("明後日の便で届きます。", ("明後日", 22, 26)),
        ("金曜までに送ります。", ("金曜", 20, 27)),
        ("午後に改めてご連絡いたします。", ("午後", 20, 24)),
        ("15時までにご連絡いたします。", ("15時", 21, 24)),  # at half past five it is tomorrow's
    ],
)
def test_a_word_of_another_day_is_named_with_both(
    text: str, expected: tuple[str, int, int]
) -> None:
    assert found(text) == [expected]


def test_next_week_is_another_week_for_who_reads_it_next_week() -> None:
    assert shifts("来週中にお送りします。", written_at=FRIDAY, read_at=TUESDAY, hours=HOURS) == (
        Shift("来週", date(2026, 11, 27), date(2026, 12, 4)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "11月30日にお送りします。",
        "30日が締切です。",
        "窓口は10時から19時です。",  # opening hours are those of any day
        "3日以内に回答します。",  # counted from when it is read
        "昨日は失礼しました。",
        "> 明日までにお願いします\n承りました。",
        "",
    ],
)
def test_what_is_the_same_day_for_both_is_not_named(text: str) -> None:
    assert found(text) == []


def test_a_word_that_is_said_twice_is_named_once() -> None:
    assert len(found("明日お送りします。明日の午前に届きます。明日です。")) == 2


def test_what_is_read_on_the_same_day_says_what_it_said() -> None:
    assert found("本日中に発送いたします。", FRIDAY.replace(hour=19)) == []


@given(st.text("本明日今来週金曜までに午後15時、。 回答します", max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    assert all(
        one.written != one.read
        for one in shifts(text, written_at=FRIDAY, read_at=TUESDAY, hours=HOURS)
    )
