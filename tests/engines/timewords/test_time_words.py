"""Dates and times that a text names."""

import pytest

from madoguchi.engines.timewords import Kind, time_words


@pytest.mark.parametrize(
    "text",
    [
        "本日17時", "15:30", "午後3時半", "正午", "11月25日(火)", "11/25(水)", "25日", "来週火曜", "金曜", "明日の午前中",
        "30分以内", "2時間後", "3営業日以内", "翌営業日", "今週", "月末", "来月上旬", "夕方", "2026年12月1日 10時", "一両日", "十五時",
        "来年1月8日", "5の付く日", "五十日", "ごとおび", "しあさって", "9日(木)の10時",
    ],
)  # fmt: skip
def test_a_time_is_found_as_a_whole(text: str) -> None:
    (word,) = time_words(f"では{text}までにお返事します。")

    assert f"では{text}までに"[word.start : word.end] == text
    assert f"では{text}までに"[word.end : word.limit_end] == "までに"


@pytest.mark.parametrize(
    "text", ["3件です", "1.5倍です", "電話は03-0000-1111です", "随時承ります", "同時に進めます", "比は1/2/3です", "数件あります"]
)  # fmt: skip
def test_other_figures_are_no_times(text: str) -> None:
    assert time_words(text) == ()


def test_neighbours_are_one_and_others_are_apart() -> None:
    found = time_words("明日、10時から11月3日(火)の正午まで")

    assert [word.kinds for word in found] == [
        (Kind.DAY, Kind.CLOCK),
        (Kind.DAY, Kind.CLOCK),
    ]


def test_a_time_that_points_back_is_past() -> None:
    (word,) = time_words("昨日17時に届きました")

    assert word.past


def test_the_day_before_counts_back_from_a_day_to_come_when_it_limits() -> None:
    (limit,) = time_words("前日の17時までにお知らせします")
    (told,) = time_words("前日の17時に届きました")

    assert limit.kinds == (Kind.DAY, Kind.CLOCK)
    assert not limit.past
    assert told.past


def test_a_vague_time_says_so() -> None:
    vague, exact = time_words("来週あたりか、25日")

    assert vague.vague
    assert not exact.vague
