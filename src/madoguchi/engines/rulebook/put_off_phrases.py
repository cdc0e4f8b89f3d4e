"""Phrases that put an answer off wherever the clauses are cut: 宿題にさせてください."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.put_off_words import (
    AWAITED,
    CALLS_LATER,
    GONE_TO_SEE,
    KEPT_BACK,
    LEFT_OPEN,
    SOMETIME,
    UNTIL_CHECKED,
    WAIT_IN_CHAT,
)
from madoguchi.engines.rulebook.wordings import Wordings


class Weight(IntEnum):
    """Which of several put-offs beside each other carries the promise."""

    CHECK = 1
    WAIT = 2
    ANSWER = 3


@dataclass(frozen=True)
class PutOff:
    """A clause that puts the answer off. `start` is where its wording begins, `sentence` an index."""

    sentence: int
    clause: Clause
    weight: Weight
    start: int


# The weightier of two phrases in one clause is found first.
_PHRASES = (
    (SOMETIME, Weight.ANSWER),
    (KEPT_BACK, Weight.CHECK),
    (GONE_TO_SEE, Weight.CHECK),
    (CALLS_LATER, Weight.ANSWER),
    (UNTIL_CHECKED, Weight.CHECK),
    (WAIT_IN_CHAT, Weight.WAIT),
)
_WORDINGS = Wordings(*(phrase.pattern for phrase, _ in _PHRASES))
_WEIGHTS = {
    wording: weight for phrase, weight in _PHRASES for wording in Wordings(phrase.pattern).each()
}
_AWAITED = Wordings(AWAITED.pattern)
_LATER_ALONE = Wordings("後ほど|のちほど|後程|追って|後日|改めて|折り返し")
_REFUSED = re.compile(r"[^。]{0,6}(?:ません|ない|なく)")

Possible = Sequence[tuple[re.Pattern[str], Weight]]


@read_once
def possible_phrases(analysis: Analysis) -> Possible:
    """The phrases that the draft may hold, asked for once and not sentence by sentence."""
    found = _WORDINGS.possible(analysis.own)
    return tuple((wording, _WEIGHTS[wording]) for wording in found)


def by_phrase(sentence: Sentence, index: int, possible: Possible) -> Iterator[PutOff]:
    """The put-offs of one sentence that are told by their phrase."""
    for wording, weight in possible:
        match = wording.search(sentence.text)
        clause = match and _clause_of(sentence, sentence.start + match.end() - 1)
        if match and clause and not (clause.past or _REFUSED.match(sentence.text, match.end())):
            yield PutOff(index, clause, weight, sentence.start + match.start())


def left_open(analysis: Analysis, clause: Clause) -> re.Match[str] | None:
    """詳細は後ほど: the verb is left out."""
    if not _may_be_left_open(analysis):
        return None
    return LEFT_OPEN.search(analysis.own, clause.start, clause.end)


def awaited_in(analysis: Analysis, clause: Clause) -> re.Match[str] | None:
    """回答待ちです, 日程を調整中です."""
    return AWAITED.search(analysis.own, clause.start, clause.end) if _may_await(analysis) else None


@read_once
def _may_be_left_open(analysis: Analysis) -> bool:
    return bool(_LATER_ALONE.possible(analysis.own))


@read_once
def _may_await(analysis: Analysis) -> bool:
    return bool(_AWAITED.possible(analysis.own))


def _clause_of(sentence: Sentence, offset: int) -> Clause | None:
    """The clause at an offset; the last one where the end of the sentence belongs to none."""
    last = sentence.clauses[-1] if sentence.clauses else None
    return next((clause for clause in sentence.clauses if offset < clause.end), last)
