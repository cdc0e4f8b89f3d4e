"""Requests: what the reader is asked to do, whether a reason stands beside it, and how late it comes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.reading.act import Act, ActKind
from madoguchi.engines.rulebook.reading.asking import (
    asks_in,
    asks_in_a_case,
    asks_to_be_told,
    asks_to_check,
)
from madoguchi.engines.rulebook.reading.background import is_background

# Nobody asks more in one sentence; it bounds the search.
_MOST = 4
# Points of a list are read at a glance.
_ITEM = re.compile(r"\s*(?:[・●○■□◆◇▼*\-]|[\dア-ンA-Za-z①-⑳]{1,2}[.)、:．])")


@dataclass(frozen=True, slots=True)
class Request:
    """One request: its words in the analysed text, its sentence, and what kind of request it is.

    `told`: an answer is asked for (教えてください); `checked`: a look at something (ご確認ください);
    `in_a_case`: only if a case arises (相違があれば); `after`: sentences of background before it.
    """

    start: int
    end: int
    sentence: int
    clause: Clause | None
    told: bool
    checked: bool
    in_a_case: bool
    after: int


@read_once
def requests(analysis: Analysis) -> tuple[Act, ...]:
    """The requests of a draft as acts, sentence by sentence; courtesies are none."""
    return tuple(
        Act(ActKind.REQUESTS, one.start, one.end, one.sentence) for one in requests_made(analysis)
    )


@read_once
def requests_made(analysis: Analysis) -> tuple[Request, ...]:
    """The requests of a draft with what stands around them, one a sentence, in the order of the text."""
    return tuple(_requests(analysis))


def _requests(analysis: Analysis) -> Iterator[Request]:
    asks = [_asks(sentence) for sentence in analysis.sentences]
    if not any(asks):
        return
    background = 0
    for index, sentence in enumerate(analysis.sentences):
        if (ask := asks[index]) is not None:
            yield _request(sentence, index, ask, background)
        background += is_background(sentence) and not _ITEM.match(sentence.text)


def _asks(sentence: Sentence) -> re.Match[str] | None:
    """The first ask of a sentence; one for a deed before one to be told: 測って教えてほしいのと、写真もお願いします."""
    found = list(islice(asks_in(sentence), _MOST))
    deeds = (one for one in found if not asks_to_be_told(one))
    return next(deeds, found[0] if found else None)


def _request(sentence: Sentence, index: int, ask: re.Match[str], background: int) -> Request:
    asked_at = sentence.start + ask.start()
    clause = next((c for c in sentence.clauses if c.end > asked_at), None)
    leading = len(sentence.text) - len(sentence.text.lstrip())
    return Request(
        start=sentence.start + leading,
        end=sentence.start + len(sentence.text.rstrip()),
        sentence=index,
        clause=clause,
        told=asks_to_be_told(ask),
        checked=asks_to_check(ask),
        in_a_case=asks_in_a_case(ask),
        after=background,
    )
