"""What the guard says of a draft is readable in English: its reasons, and the names of its rules."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.utils.translation import override

from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.platform.sayings import recognised
from madoguchi.desk.rulebook.reasons import REASONS, reason_words
from madoguchi.engines.rulebook import RULES, Draft, check
from tests.house.catalogue import JAPANESE

DATA = Path(__file__).parents[2] / "data"
SETS = (DATA / "rulebook" / "public.jsonl", DATA / "guard" / "own.jsonl")
# What the message, the client or the house wrote stays as it stands.
QUOTED = re.compile("“.*?”", re.S)


@cache
def given_reasons() -> frozenset[str]:
    return frozenset(finding.reason for draft in _drafts() for finding in check(draft))


def _drafts() -> Iterator[Draft]:
    """The labelled messages, and each rule's own bad examples."""
    for path in SETS:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Draft.from_record(json.loads(line))
    for rule in RULES.values():
        for one in rule.bad:
            yield Draft(one.text, one.context, one.audience_kind)


def test_every_reason_that_the_guard_gives_is_known() -> None:
    assert [one for one in given_reasons() if recognised(one, REASONS) is None] == []


def test_every_reason_that_the_guard_gives_has_an_english_form() -> None:
    with override("en"):
        said = [QUOTED.sub("", reason_words(one)) for one in given_reasons()]

    assert [one for one in said if JAPANESE.search(one)] == []


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("いつ連絡が来るのか分かりません", "It does not say when we will be in touch"),
        ("2026年11月25日は水曜日です", "25 November 2026 is a Wednesday"),
        (
            "相手の休みの日です。次は24日(火)10時から送れます",
            "It is their day off. It can go out from Tue 24 10:00",
        ),
        (
            "相手の営業時間の外です。次は12月3日(木)8時30分から送れます",
            "It is outside their working hours. It can go out from Thu 3 Dec 8:30",
        ),
        (
            "相手の営業時間の外です。次は本日10時から送れます",
            "It is outside their working hours. It can go out from today 10:00",
        ),
        ("「100%」は使わない決まりです", "The house does not write “100%”"),
        ("「担当」は使わない決まりです", "The house does not write “担当”"),
        ("いつかだれかが言った理由", "いつかだれかが言った理由"),
    ],
)
def test_a_reason_is_said_in_english_with_what_was_written_left_alone(kept: str, said: str) -> None:
    with override("en"):
        assert reason_words(kept) == said


@pytest.mark.parametrize(
    "kept",
    [
        "あすは水曜日です",
        "2026年11月25日は何曜日です",
        "相手の休みの日です。次は来週から送れます",
    ],
)
def test_a_day_that_cannot_be_read_stays_as_it_is(kept: str) -> None:
    with override("en"):
        assert JAPANESE.search(reason_words(kept))


def test_in_japanese_a_reason_is_what_the_engine_said() -> None:
    kept = "2026年11月25日は水曜日です"

    with override("ja"):
        assert reason_words(kept) is kept


def test_a_rule_is_called_as_its_book_calls_it_and_in_english_as_its_check_is() -> None:
    with override("ja"):
        assert titled("reply-promise", "待たせる時間を書く") == "待たせる時間を書く"
        assert titled("reply-promise") == RULES["reply-promise"].title
    with override("en"):
        named = "A holding reply names the time of the answer"
        assert titled("reply-promise", "待たせる時間を書く") == named


def test_a_rule_that_nothing_checks_is_called_as_its_book_calls_it() -> None:
    with override("en"):
        assert titled("", "報告は結論から") == "報告は結論から"
        assert titled("", "困りごとは小さいうちに知らせる") == "Report trouble while it is small"
        assert titled("gone-from-the-book") == "gone-from-the-book"
