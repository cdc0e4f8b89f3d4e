"""What is told as what: fact, guess, marked guess, opinion or hearsay, statement by statement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.guess_words import (
    CAUSES,
    CERTAIN,
    DISCLAIMER,
    FUTURE,
    INFERS,
    MARKED,
    MINDS,
    MINDS_OF_PEOPLE,
    NAMED,
    NAMED_WITHIN,
    PROPOSES,
    SAID_BEFORE,
    SEEMS,
    SOURCED,
)
from madoguchi.engines.rulebook.once import read_once

_REASONS = ("ので", "んで", "わけで", "もので", "から", "ため", "為", "せい", "おかげ")
# からです, ためでした: what follows only closes the reason.
_CLOSED = (
    "です",
    "でし",
    "で、",
    "であ",
    "だ",
    "に違",
    "に決",
    "に他",
    "にほか",
    "あって",
    "あり、",
)

_TIES_AS_REASON = re.compile(
    r"(?:の|ん|もん|もの|わけ|こと|せい|おかげ|影響)で(?:あって|あり)?、?$|(?:から|ため|ために|以上|以上は)、?$"
)


class About(Enum):
    """What a statement tells of that nobody can see: it is a guess, or somebody has said or checked it."""

    MINDS = "minds"
    CAUSES = "causes"
    FUTURE = "future"


class Stance(Enum):
    """As what a statement is told."""

    FACT = "fact"
    GUESS = "guess"
    SEEMING = "seeming"
    MARKED = "marked guess"
    OPINION = "opinion"
    HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of a sentence that tells one thing, up to the ので, て or 。 that ties it on.

    Offsets are those of the analysed text; `about` is None where it tells of what can be seen.
    """

    start: int
    end: int
    sentence: int
    text: str
    link: Link
    stance: Stance
    about: About | None


@read_once
def sentence_lines(analysis: Analysis) -> str:
    """The sentences, one a line: what is looked for within a sentence is looked for in all at once."""
    return "\n".join(sentence.text for sentence in analysis.sentences)


@read_once
def statements(analysis: Analysis) -> tuple[Statement, ...]:
    """The statements of a draft in their order; greetings hold none.

    読者が飽きているので、減らしましょう is a guess about minds, tied by a reason to an opinion.
    """
    return tuple(
        one for index in range(len(analysis.sentences)) for one in statements_of(analysis, index)
    )


def statements_of(analysis: Analysis, index: int) -> tuple[Statement, ...]:
    """The statements of one sentence, by its index."""
    sentence = analysis.sentences[index]
    if sentence.greeting:
        return ()
    marked = index >= _guesses_from(analysis)
    sourced = _sourced_until(sentence)
    found = [
        _statement(analysis, index, start, end, link, marked=marked, sourced=start < sourced)
        for start, end, link in _parts(analysis, sentence)
    ]
    return tuple(_covered_by_the_end(found))


def _sourced_until(sentence: Sentence) -> int:
    """Up to which offset a source stands for what is told: …との声があり、 ends what was said."""
    said = SAID_BEFORE.search(sentence.text)
    rest = sentence.text[said.end() :] if said else sentence.text
    if SOURCED.search(rest):
        return sentence.end
    return sentence.start + said.end() if said else sentence.start


@read_once
def _guesses_from(analysis: Analysis) -> int:
    """The sentence from which on all is told to be a guess: あくまで推測です covers the one before it."""
    for index, sentence in enumerate(analysis.sentences):
        if DISCLAIMER.search(sentence.text):
            return index - 1
    return len(analysis.sentences)


def _parts(analysis: Analysis, sentence: Sentence) -> Iterator[tuple[int, int, Link]]:
    """Clauses put together up to where the sentence turns: at a reason, at て before a comma."""
    start = sentence.start
    clauses = sentence.clauses
    for clause, following in zip(clauses, (*clauses[1:], None), strict=False):
        if following is None:
            yield start, sentence.end, Link.FINAL
        elif _turns(analysis, clause, following):
            yield start, following.start, clause.link
            start = following.start


def _turns(analysis: Analysis, clause: Clause, following: Clause) -> bool:
    tie = analysis.own[clause.end : following.start]
    if tie.startswith(("のは", "のが", "のを", "のも", "のか", "ことは", "ことが")):
        return False
    if tie.startswith(_REASONS) and analysis.own.startswith(_CLOSED, following.start):
        return False
    if clause.link is Link.REASON:
        return True
    return clause.link in (Link.AND, Link.FINAL) and "、" in tie


def _statement(
    analysis: Analysis, index: int, start: int, end: int, link: Link, *, marked: bool, sourced: bool
) -> Statement:
    text = analysis.own[start:end]
    if link is Link.AND and _TIES_AS_REASON.search(text):
        link = Link.REASON
    about = _about(text)
    return Statement(
        start, end, index, text, link, _stance(text, about, marked=marked, sourced=sourced), about
    )


def _about(text: str) -> About | None:
    if CAUSES.search(text):
        return About.CAUSES
    if MINDS.search(text) or _of_people(text):
        return About.MINDS
    if FUTURE.search(text):
        return About.FUTURE
    if CERTAIN.search(text):
        return About.CAUSES
    return About.MINDS if INFERS.search(text) else None


def _of_people(text: str) -> bool:
    match = MINDS_OF_PEOPLE.search(text)
    if match is None:
        return False
    return NAMED.search(text, max(0, match.start() - NAMED_WITHIN), match.start()) is not None


def _stance(text: str, about: About | None, *, marked: bool, sourced: bool) -> Stance:
    if sourced:
        return Stance.HEARSAY
    if marked or MARKED.search(text):
        return Stance.MARKED
    if SEEMS.search(text):
        return Stance.SEEMING
    if about is not None:
        return Stance.GUESS
    return Stance.OPINION if PROPOSES.search(text) else Stance.FACT


def _covered_by_the_end(found: list[Statement]) -> list[Statement]:
    """飽きていて、開封率が下がったようです: the mark at the end holds for what leads to it.

    It holds for no reason of a proposal: 飽きているので、減らした方がいいと思います.
    """
    if not found or found[-1].stance not in (Stance.MARKED, Stance.SEEMING):
        return found
    if PROPOSES.search(found[-1].text):
        return found
    return [
        replace(one, stance=Stance.MARKED) if one.stance is Stance.GUESS else one for one in found
    ]
