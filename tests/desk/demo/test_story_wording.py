"""Days and promised times in the story's texts, as they are written out."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from madoguchi.desk.demo.story.wording import fill, promised

DESIGN_DAY = datetime(2026, 11, 20, 14, 36, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{day+8}", "11月28日"),
        ("{dayw+6}までに", "11月26日(木)までに"),
        ("{dom+5}日", "25日"),
        ("{month+1}月便", "12月便"),
        ("{month+2}月", "1月"),
        ("{year}年{dayw}", "2026年11月20日(金)"),
        ("{smile}", "{smile}"),
    ],
)
def test_tokens_are_written_as_days_seen_from_the_entry(text: str, written: str) -> None:
    assert fill(text, at=DESIGN_DAY) == written


@pytest.mark.parametrize(
    ("due", "written"),
    [
        (DESIGN_DAY.replace(hour=15, minute=0), "本日15時"),
        (DESIGN_DAY.replace(hour=15, minute=30), "本日15時30分"),
        (DESIGN_DAY.replace(day=24, hour=10, minute=0), "11月24日(火)10時"),
    ],
)
def test_a_promise_is_written_with_its_day_unless_it_is_today(due: datetime, written: str) -> None:
    assert fill("{promise}", at=DESIGN_DAY, due=due) == written


def test_a_text_that_speaks_of_a_promise_needs_one() -> None:
    with pytest.raises(ValueError, match="needs its due time"):
        fill("{promise}までに", at=DESIGN_DAY)


@pytest.mark.parametrize(
    ("hour", "minute", "second", "rounded"),
    [(15, 0, 0, (15, 0)), (14, 59, 0, (15, 0)), (15, 0, 1, (15, 15)), (14, 46, 0, (15, 0))],
)
def test_a_promised_time_is_the_next_quarter(
    hour: int, minute: int, second: int, rounded: tuple[int, int]
) -> None:
    due = promised(DESIGN_DAY.replace(hour=hour, minute=minute, second=second))

    assert (due.hour, due.minute, due.second) == (*rounded, 0)
