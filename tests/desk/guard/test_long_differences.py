"""What a director sees of a change does not keep them waiting, whatever was written."""

import random
import time

import pytest

from madoguchi.desk.guard.differences import difference

LONGEST = 20_000  # characters of a reply
CHANCE = random.Random(7)


def lines(kinds: str, number: int) -> str:
    return "".join(f"{CHANCE.choice(kinds)}\n" for _ in range(number))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("あ\n" * 9_990, "い\n" + "あ\n" * 9_990),
        (lines("abcd", LONGEST // 2), lines("abcd", LONGEST // 2)),
        (lines("犬猫", LONGEST // 2), lines("犬猫", LONGEST // 2)),
        ("、" * LONGEST, "。" + "、" * LONGEST),
        (
            "".join(CHANCE.choices("犬猫鳥。", k=1_900)),
            "".join(CHANCE.choices("犬猫鳥。", k=1_900)),
        ),
        ("\n" * LONGEST, "\n" * (LONGEST - 1)),
    ],
)
def test_two_hostile_texts_are_compared_quickly_and_whole(before: str, after: str) -> None:
    difference("あ", "い")
    began = time.perf_counter()

    parts = difference(before, after)

    assert time.perf_counter() - began < 2
    assert "".join(one.text for one in parts if one.kind != "added") == before
    assert "".join(one.text for one in parts if one.kind != "removed") == after


def test_a_line_changed_in_a_very_long_text_is_shown_between_what_stayed() -> None:
    around = "".join(f"{n}番の品\n" for n in range(2_000))

    parts = difference(f"{around}古い行\n{around}", f"{around}新しい行\n{around}")

    assert [(one.kind, one.text) for one in parts] == [
        ("same", around),
        ("removed", "古い行\n"),
        ("added", "新しい行\n"),
        ("same", around),
    ]
