"""Chips and the promises of a text: whatever is typed, what stands is what the text says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.desk.promises.given import Chip, Given, Promised, matched, standing

NOON = datetime(2026, 11, 17, 3, 0, tzinfo=UTC)
WORDS = st.text("あいう時まで", min_size=1, max_size=6)
MOMENTS = st.integers(0, 10_000).map(lambda minutes: NOON + timedelta(minutes=minutes))
FOUND = st.lists(st.builds(Given, span=WORDS, what=WORDS, due_at=MOMENTS), max_size=3)
CHIPS = st.lists(
    st.builds(
        Chip,
        span=WORDS,
        what=st.none() | WORDS,
        due_at=st.none() | MOMENTS,
        is_struck=st.booleans(),
    ),
    max_size=3,
)


@given(FOUND, CHIPS)
def test_nothing_stands_that_the_text_does_not_say(found: list[Given], chips: list[Chip]) -> None:
    left = iter(one.span for one in found)

    assert all(one.span in left for one in standing(found, chips))  # in their order, each once


@given(FOUND, CHIPS)
def test_a_chip_is_used_at_most_once(found: list[Given], chips: list[Chip]) -> None:
    used = [id(chip) for _, chip in matched(found, chips) if chip is not None]

    assert len(used) == len(set(used))


@given(FOUND)
def test_untouched_chips_change_nothing(found: list[Given]) -> None:
    chips = [Chip(span=one.span) for one in found]

    assert standing(found, chips) == tuple(found)


@given(FOUND, CHIPS)
def test_a_promise_without_a_chip_stands_as_it_was_found(
    found: list[Given], chips: list[Chip]
) -> None:
    alone = [one for one, chip in matched(found, chips) if chip is None]

    assert set(_keys(alone)) <= set(_keys(standing(found, chips)))


@given(FOUND, CHIPS)
def test_what_waits_comes_back_the_same_and_changes_nothing(
    found: list[Given], chips: list[Chip]
) -> None:
    waiting = Promised(chips=tuple(chips), keeps=frozenset({3})).lasting(found)

    assert Promised.of(waiting.as_data()) == waiting
    assert standing(found, waiting.chips or ()) == standing(found, chips)


@given(FOUND, CHIPS, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_what_nobody_touched_is_read_anew_when_it_leaves(
    found: list[Given], chips: list[Chip], later: timedelta
) -> None:
    waiting = Promised(chips=tuple(chips)).lasting(found)
    anew = [replace(one, due_at=one.due_at + later) for one in found]

    untouched = [one for one, chip in matched(anew, waiting.chips or ()) if chip is None]
    assert set(_keys(untouched)) <= set(_keys(standing(anew, waiting.chips or ())))


@pytest.mark.parametrize("chips", [(), (Chip(span="15時までに回答します"),)])
def test_a_draft_of_which_nobody_touched_a_chip_keeps_none(chips: tuple[Chip, ...]) -> None:
    found = Given(span="15時までに回答します", what="回答", due_at=NOON)

    assert Promised(chips=chips).lasting([found]).as_data() == {}


def test_words_of_another_time_are_another_promise() -> None:
    before = Chip(span="5時までに回答します", due_at=NOON)
    now = Given(span="15時までに回答します", what="回答", due_at=NOON + timedelta(hours=1))

    assert standing([now], [before]) == (now,)


def test_a_chip_follows_its_words_while_they_grow() -> None:
    found = Given(span="15時までに回答します", what="回答", due_at=NOON)
    before = Chip(span="15時までに回答", what="回答する")

    assert matched([found], [before]) == ((found, before),)


def _keys(found: list[Given] | tuple[Given, ...]) -> list[tuple[str, str, datetime]]:
    return [(one.span, one.what, one.due_at) for one in found]
