"""Where a draft is harsh to its reader: blame, mockery, talking down, reproach, temper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.harsh_attitudes import (
    BRUSHES_OFF,
    CONTRADICTS,
    COUNTS,
    LECTURES,
    PRAISE,
    RHETORICAL,
    SCORNS,
    SHIFTS,
    SINCERE,
    THANKS_FOR_TROUBLE,
    TROUBLE,
)
from madoguchi.engines.rulebook.harsh_words import (
    ACCUSES,
    BLAMES,
    BLAMES_CUSTOMER,
    DEFENDS,
    EMPATHY,
    HUMBLE,
    MOCKS,
    REPORTED,
    REPROACHES,
    TALKS_DOWN,
    VENTS,
)
from madoguchi.engines.rulebook.reading.modality import sentence_lines
from madoguchi.engines.rulebook.wordings import Wordings, first


class Tone(Enum):
    """What a sentence does to its reader."""

    BLAME = "blame"
    DEFENCE = "defence"
    MOCKERY = "mockery"
    TALKING_DOWN = "talking down"
    REPROACH = "reproach"
    ACCUSING = "accusing"
    TEMPER = "temper"


@dataclass(frozen=True, slots=True)
class Harshness:
    """A harsh stretch, whole sentences of it, as offsets of the analysed text; its tone is the first one's."""

    start: int
    end: int
    tone: Tone


_TONES = (
    (Tone.DEFENCE, Wordings.of(DEFENDS, SHIFTS)),
    (Tone.MOCKERY, Wordings.of(MOCKS, SCORNS, THANKS_FOR_TROUBLE)),
    (Tone.TALKING_DOWN, Wordings.of(TALKS_DOWN, LECTURES)),
    (Tone.REPROACH, Wordings.of(REPROACHES, COUNTS, CONTRADICTS)),
    (Tone.ACCUSING, Wordings.of(ACCUSES, RHETORICAL)),
    (Tone.TEMPER, Wordings.of(VENTS, BRUSHES_OFF)),
)
_Possible = list[tuple[Tone, list[re.Pattern[str]]]]
# All at once: most drafts hold none.
_ANY = Wordings.of(BLAMES, PRAISE, *(words for _, words in _TONES))
_ANY_TO_CUSTOMER = Wordings.of(BLAMES_CUSTOMER, PRAISE, *(words for _, words in _TONES))
_TONE_OF = (
    (Tone.BLAME, BLAMES.each() | BLAMES_CUSTOMER.each()),
    *((tone, words.each()) for tone, words in _TONES),
)
# Who is sorry in the same breath reminds or regrets; blame and mockery stay what they are.
_SOFTENED = frozenset({Tone.REPROACH, Tone.TEMPER, Tone.ACCUSING})
_MARKS = " \t\r\n・*-。!"


def harshnesses(analysis: Analysis) -> Iterator[Harshness]:
    """The harsh stretches in order; sentences that follow each other are one."""
    possible = _possible(analysis)
    if possible is None:
        return
    current, last = None, -1
    for index, sentence in enumerate(analysis.sentences):
        tone = _tone(sentence.text, possible) or _irony(analysis, index)
        if tone is None:
            continue
        start, end = _trimmed(sentence)
        if current is not None and index == last + 1:
            current = replace(current, end=end)
        else:
            if current is not None:
                yield current
            current = Harshness(start, end, tone)
        last = index
    if current is not None:
        yield current


def _possible(analysis: Analysis) -> _Possible | None:
    """The wordings that some sentence may match, the heaviest tone first; None where nothing is harsh."""
    words = _ANY_TO_CUSTOMER if analysis.draft.audience_kind == "customer" else _ANY
    found = words.within(sentence_lines(analysis), analysis.own)
    if not found:
        return None
    return [(tone, [one for one in found if one in wordings]) for tone, wordings in _TONE_OF]


def _irony(analysis: Analysis, index: int) -> Tone | None:
    """月末に急ぎの依頼が来るのは、もう恒例行事ですね: praise of what was a trouble, and no thanks beside it."""
    text = analysis.sentences[index].text
    if not PRAISE.search(text):
        return None
    near = "".join(one.text for one in analysis.sentences[max(0, index - 1) : index + 2])
    if SINCERE.search(near) or HUMBLE.search(near) or REPORTED.search(text):
        return None
    before = analysis.sentences[index - 1].text if index else ""
    return Tone.MOCKERY if TROUBLE.search(before + text) else None


def _tone(text: str, possible: _Possible) -> Tone | None:
    return next(
        (tone for tone, words in possible if first(words, text) and not _excused(text, tone)), None
    )


def _excused(text: str, tone: Tone) -> bool:
    if REPORTED.search(text) and tone is not Tone.BLAME:
        return True
    if tone is Tone.TALKING_DOWN and EMPATHY.search(text):
        return True
    return tone in _SOFTENED and HUMBLE.search(text) is not None


def _trimmed(sentence: Sentence) -> tuple[int, int]:
    """The sentence without the marks around it."""
    text = sentence.text
    start = len(text) - len(text.lstrip(_MARKS))
    return sentence.start + start, sentence.start + len(text.rstrip(_MARKS))
