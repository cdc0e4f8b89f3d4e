"""What the other side last asked or requested, and whether that request said all that its doer needs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.context import PreviousMessage
from madoguchi.engines.rulebook.draft import Draft
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.reading.act import Act, ActKind
from madoguchi.engines.rulebook.reading.asking import asks_in, asks_to_be_told
from madoguchi.engines.rulebook.reading.questions import questions
from madoguchi.engines.rulebook.reading.task_asked import TaskAsked, task_asked

_WISHES_TO_KNOW = re.compile(
    r"知りたい|(?:伺|聞|訊)き?いたい|お聞きしたい|お伺いしたい|うかがいたい"
)
# いくらですかと聞かれました: somebody else's question, passed on.
_PASSED_ON = re.compile(r"(?:の|ん)では\?*\s*$|か(?:と|って|、と)(?:聞|訊|尋|問|いう|の|お客)")


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """One question of theirs: its kind, words and place in their message."""

    kind: ActKind
    start: int
    end: int
    sentence: int
    text: str


@dataclass(frozen=True)
class Asked:
    """Their last words that nobody of us has answered: the reading of them, their questions, their task."""

    analysis: Analysis
    questions: tuple[QuestionAsked, ...]
    task: TaskAsked | None

    @property
    def text(self) -> str:
        """Their words, messages that follow each other joined by line breaks."""
        return self.analysis.draft.text


@read_once
def asked(analysis: Analysis) -> Asked | None:
    """What the other side said last, None where nothing came or one of us has answered since."""
    words = unanswered(analysis.context.previous)
    return read(words) if words else None


def unanswered(previous: Sequence[PreviousMessage]) -> str:
    """The texts of their messages after the last of ours; empty where the last one is ours."""
    texts: list[str] = []
    for message in reversed(previous):
        if message.sender != "them":
            break
        texts.append(message.text)
    return "\n".join(reversed(texts)).strip()


@lru_cache(maxsize=256)
def read(text: str) -> Asked:
    """The reading of their message, whatever its text; the same text is not read twice."""
    theirs = Analysis.of(Draft(text))
    return Asked(theirs, tuple(_questions(theirs)), task_asked(theirs))


def _questions(theirs: Analysis) -> Iterator[QuestionAsked]:
    acts = {act.sentence: act for act in questions(theirs)}
    for index, sentence in enumerate(theirs.sentences):
        act = acts.get(index)
        if sentence.greeting or _PASSED_ON.search(sentence.text):
            continue
        kind = _kind(sentence, act)
        if kind is not None:
            start = act.start if act else sentence.start
            end = act.end if act else sentence.end
            yield QuestionAsked(kind, start, end, index, sentence.text.strip())


def _kind(sentence: Sentence, act: Act | None) -> ActKind | None:
    asking = next(asks_in(sentence), None)
    told = asking is not None and asks_to_be_told(asking)
    if told or _WISHES_TO_KNOW.search(sentence.text):
        return ActKind.ASKS_FACT
    if asking is not None:
        return None
    if act is not None:
        return act.kind
    return ActKind.ASKS_YES_NO if sentence.text.rstrip().endswith("?") else None
