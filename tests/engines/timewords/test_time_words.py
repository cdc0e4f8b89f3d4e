"""Dates and times that a text names."""

import pytest

from madoguchi.engines.timewords import Kind, time_words


@pytest.mark.parametrize(
    "text",
    [
        "本日17時", "15:30", "午後3時半", "正午", "11月25日(火)", "11/25(水)", "25日", "来週火曜", "金曜", "明日の午前中",
        "30分以内", "2時間後", "3営業日以内", "翌営業日", "今週", "来週末", "月末", "来月末", "来月上旬", "夕方", "2026年12月1日 10時", "一両日", "十五時",
        "来年1月8日", "5の付く日", "五十日", "ごとおび", "しあさって", "9日(木)の10時",
    ],
)  # fmt: skip
def test_a_time_is_found_as_a_whole(text: str) -> None:
    (word,) = time_words(f"では{text}までにお返事します。")

    assert f"では{text}までに"[word.start : word.end] == text
    assert f"では{text}までに"[word.end : word.limit_end] == "までに"


@pytest.mark.parametrize(
    "text",
    [
        "一昨日", "おととい", "昨日", "きのう", "先日", "去年", "前回", "今朝", "さっき", "以前", "過去",
        "午前10時", "朝9時", "夕方5時", "夜8時", "深夜2時", "AM9:00", "pm 3:30", "昼12時", "お昼の1時", "晩の8時", "十時", "正午",
        "再来週", "翌週の火曜", "次の金曜", "木曜日", "土曜", "0の付く日", "明々後日", "きょう", "あさって", "当日", "即日", "同日",
        "半年", "小一時間", "五週間", "お昼まで", "昼過ぎ", "終業時刻", "就業時間内", "業務終了", "営業時間中", "閉店", "閉館後", "定時", "退勤", "始業", "開店前",
        "下旬", "中旬", "年内", "期末", "今期", "来月", "連休明け", "休み明け", "盆明け", "正月明け", "12月中",
    ],
)  # fmt: skip
def test_a_time_begins_with_whatever_it_is_written_with(text: str) -> None:
    assert [word.start for word in time_words(f"では{text}までに、")] == [2]


def test_daytime_is_a_time_where_something_is_to_happen_in_it() -> None:
    assert [word.start for word in time_words("では日中に伺います")] == [2]


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
