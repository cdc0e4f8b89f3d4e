"""How late and how much work, in words."""

import pytest

from madoguchi.desk.tasks.rows import late_words, work_words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(36, "36分"), (60, "1時間"), (76, "1時間16分"), (1440, "約1日"), (4000, "約3日")],
)
def test_lateness_is_said_to_the_minute_below_a_day(minutes: int, words: str) -> None:
    assert late_words(minutes) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(None, "未定"), (0, "0分"), (45, "45分"), (120, "2時間"), (150, "2時間30分")],
)
def test_work_is_said_in_hours_and_minutes(minutes: int | None, words: str) -> None:
    assert work_words(minutes) == words
