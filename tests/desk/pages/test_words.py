"""Times, sizes and links as the pages write them."""

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.desk.platform.templatetags.desk import (
    clock_time,
    coming,
    day_words,
    due,
    due_moment,
    due_words,
    file_size,
    icon,
    iso,
    linked,
    long_day,
    moment,
    month,
    near,
    short_day,
)

AFTERNOON = datetime(2026, 11, 20, 5, 36, tzinfo=UTC)  # 14:36 in Tokyo
NIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)  # 01:00 on the 21st in Tokyo


def test_times_are_told_in_the_desks_own_time_zone() -> None:
    assert clock_time(AFTERNOON) == "14:36"
    assert moment(NIGHT) == "11月21日 01:00"
    assert day_words(NIGHT) == "11月21日（土）"
    assert long_day(AFTERNOON) == "2026年11月20日"
    assert month(date(2026, 11, 1)) == "2026年11月"
    assert short_day(date(2026, 11, 24)) == "24日(火)"
    assert iso(AFTERNOON) == "2026-11-20T14:36+09:00"


def test_what_is_due_at_midnight_is_due_at_the_end_of_the_day_before() -> None:
    tonight, tomorrow = (datetime(2026, 11, day, 15, tzinfo=UTC) for day in (20, 21))

    assert due(tonight, AFTERNOON) == "24:00"
    assert due(tomorrow, AFTERNOON) == "明日 24:00"
    assert due(datetime(2026, 11, 30, 15, tzinfo=UTC), AFTERNOON) == "30日(月) 24:00"
    assert due(AFTERNOON, AFTERNOON) == "14:36"
    assert (due_moment(tonight), due_words(tonight)) == ("11月20日 24:00", "11月20日（金） 24:00")
    assert due_moment(AFTERNOON) == "11月20日 14:36"


def test_a_time_on_another_day_names_the_day() -> None:
    assert near(AFTERNOON, AFTERNOON) == "14:36"
    assert near(NIGHT, AFTERNOON) == "21日(土) 01:00"


@pytest.mark.parametrize(
    ("value", "japanese", "english"),
    [
        (datetime(2026, 12, 28, 1, tzinfo=UTC), "12月28日(月) 10:00", "Mon 28 Dec 10:00"),
        (
            datetime(2025, 11, 20, 1, tzinfo=UTC),
            "2025年11月20日(木) 10:00",
            "Thu 20 Nov 2025 10:00",
        ),
        (datetime(2027, 2, 15, 1, tzinfo=UTC), "2027年2月15日(月) 10:00", "Mon 15 Feb 2027 10:00"),
    ],
)
def test_a_day_of_another_month_or_year_says_which(
    value: datetime, japanese: str, english: str
) -> None:
    assert near(value, AFTERNOON) == coming(value, AFTERNOON) == japanese
    with translation.override("en"):
        assert near(value, AFTERNOON) == coming(value, AFTERNOON) == english


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (24_300, "24 KB"), (1_800_000, "1.8 MB")],
)
def test_sizes_are_told_in_decimal_units(size: int, words: str) -> None:
    assert file_size(size) == words


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("こちらです。https://a.example/b?c=1&d=2。", "https://a.example/b?c=1&d=2"),
        ("（https://a.example/x）をご覧ください", "https://a.example/x"),
        ("see https://a.example/x.", "https://a.example/x"),
        ("(https://a.example/x_(y))", "https://a.example/x_(y)"),
    ],
)
def test_an_address_becomes_a_link_without_the_punctuation_after_it(text: str, url: str) -> None:
    [found] = re.findall(r'href="([^"]+)"', linked(text))

    assert html.unescape(found) == url
    assert 'rel="noopener noreferrer nofollow"' in linked(text)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "<a href=x>", "ftp://a.example"])
def test_nothing_but_the_web_becomes_a_link(text: str) -> None:
    assert "<a" not in linked(text)


@given(
    st.lists(st.sampled_from(["https://a.example/", "<b>", '"', "'", "&", "）", "あ", "\n", " "]))
)
def test_a_message_never_brings_markup_of_its_own(parts: list[str]) -> None:
    text = "".join(parts)

    shown = re.sub(r"</?a\b[^<>]*>", "", linked(text))

    assert "<" not in shown
    assert html.unescape(shown) == text


def test_an_icon_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in icon("mail", "s")
    assert "icons.svg#i-mail" in icon("mail")
