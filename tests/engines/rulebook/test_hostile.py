"""Texts that somebody wrote to hurt: read in time that grows with their length alone, and never raising."""

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.engines.rulebook import (
    RULES,
    Attachment,
    Context,
    Draft,
    Link,
    OtherClient,
    PreviousMessage,
    WordRule,
    check,
)
from madoguchi.engines.rulebook.records import context_of

HOSTILE = (
    "1", "１", "(", "（月", "「", "『「", "「」", "“", '"', ".", "。", "?", ">\n", "\n", "　", "あ", "ｶﾞ", "一", "a", "-",
    "a@", "a@b.", "http://a", "http://a ", "\ud800", "\u200b", "\u3099", "\ufdfa", "😀", "👨‍👩‍👧", "| a |\n", "〔", "・a\n", "1:",
    "1/", "1月1日", "090-", "の", "、", "て", "確認します。", "確認し、", "なるべく早く", "お願いします", "例の", "商品", "CS", "〓", "\0", "ですか？",
    "1. ", "遅れ", "株式会社", "<",
)  # fmt: skip
SMALL, LARGE = 6_000, 24_000
SHORTEST = 0.05
# Four times as long takes four times as long; what grows with the square takes sixteen times.
LINEAR = 8


def surrounded(text: str) -> Context:
    """A context in which every rule has something to read, the hostile text among it."""
    known = context_of(
        {
            "sent_at": "2026-11-20T18:36:00+09:00",
            "due_at": "2026-11-20T17:00:00+09:00",
            "working_hours": {"days": [1, 2, 3, 4, 5], "open": "10:00", "close": "19:00"},
            "members": 4,
            "recipient_device": "smartphone",
            "glossary": {"うつわ": ["商品", "CS", "あ", "a", "1", "の"], "商品券": ["券"]},
        }
    )
    return Context(
        sent_at=known.sent_at,
        due_at=known.due_at,
        working_hours=known.working_hours,
        members=known.members,
        recipient_device=known.recipient_device,
        glossary=known.glossary,
        after_call=True,
        attachments=(Attachment("名簿.xlsx", "internal"),),
        links=(Link("http://a", "unset"),),
        previous=(
            PreviousMessage("them", text, known.due_at),
            PreviousMessage("me", text, known.due_at),
        ),
        others=(OtherClient("あ", ("a", "1")),),
        record=text,
        mandatory=("必ず記載",),
        forbidden=("必ず", "あ"),
        word_rules=(WordRule(("あ", "a"), "い", ("ああ",)),),
    )


def seconds(unit: str, length: int) -> float:
    """Processor time of one check, so that what else the machine does is not counted."""
    text = (unit * length)[:length]
    draft = Draft(text, surrounded(text))
    gc.collect()
    begun = time.process_time()
    check(draft)
    return time.process_time() - begun


@pytest.mark.parametrize("unit", HOSTILE)
def test_four_times_the_text_takes_about_four_times_as_long(unit: str) -> None:
    check(Draft("確認します。"))

    grown = max(LINEAR * min(seconds(unit, SMALL), seconds(unit, SMALL)), SHORTEST)

    assert any(seconds(unit, LARGE) <= grown for _attempt in range(3))


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(HOSTILE), max_size=40).map("".join),
    st.lists(st.sampled_from(HOSTILE), max_size=8).map("".join),
)
def test_a_hostile_text_is_checked_like_any_other(text: str, said: str) -> None:
    draft = Draft(text, surrounded(said))

    found = check(draft)

    assert found == check(draft)
    for finding in found:
        assert finding.rule in RULES
        if finding.span is not None:
            assert text[finding.start : finding.end] == finding.span
