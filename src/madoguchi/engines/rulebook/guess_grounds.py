"""What stands around a statement: the figures it explains, and how it was found out."""

import re

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.guess_words import EVIDENCE, INVESTIGATED, PROPOSES, UNCHECKED
from madoguchi.engines.rulebook.passage import asks
from madoguchi.engines.rulebook.reading.modality import Statement

ASKED = re.compile(r"[か?]\s*[。?]?\s*$")


def with_the_one_before(analysis: Analysis, one: Statement) -> str:
    near = analysis.sentences[max(0, one.sentence - 1) : one.sentence + 1]
    return "".join(sentence.text for sentence in near)


def seen_near(analysis: Analysis, one: Statement) -> bool:
    """Whether a figure of what people did stands in its sentence, the two before or the next."""
    near = analysis.sentences[max(0, one.sentence - 2) : one.sentence + 2]
    return any(EVIDENCE.search(sentence.text) for sentence in near)


def seen_before(analysis: Analysis, one: Statement) -> bool:
    """Whether the sentence before only tells such a figure, and asks or proposes nothing."""
    before = analysis.sentences[max(0, one.sentence - 1) : one.sentence]
    return any(
        EVIDENCE.search(sentence.text)
        and not asks(sentence)
        and not PROPOSES.search(sentence.text)
        and not ASKED.search(sentence.text)
        for sentence in before
    )


def checked(analysis: Analysis, one: Statement) -> bool:
    """Whether a neighbouring sentence tells how it was found out."""
    return not unchecked(analysis, one) and any(
        INVESTIGATED.search(text) for text in _around(analysis, one)
    )


def unchecked(analysis: Analysis, one: Statement) -> bool:
    return any(UNCHECKED.search(text) for text in _around(analysis, one))


def _around(analysis: Analysis, one: Statement) -> list[str]:
    near = analysis.sentences[max(0, one.sentence - 1) : one.sentence + 2]
    return [sentence.text for sentence in near]
