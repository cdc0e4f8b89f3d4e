"""What of a draft is weighed: its words in their order, its neighbours, what was asked."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from madoguchi.engines.japanese import Token
from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.reading.answers import answer
from madoguchi.engines.rulebook.reading.asked import asked
from madoguchi.engines.rulebook.reading.task_asked import TaskAsked

# What means something by itself; particles and endings only do in their order.
CONTENT = frozenset({"名詞", "動詞", "形容詞", "副詞", "形状詞"})
# Before a word that counts by its meaning, as words like it do.
MEANING = "="
_MARKS = frozenset({"補助記号", "空白", "記号"})
_STOPS = frozenset("、。?!〔〕「」")
_NOUNS = {"数詞": "#", "固有名詞": "PN"}
_TOLD = ("purpose", "scope", "due", "way", "vague", "open_ended", "definite", "detailed", "order")
_MOST_SENTENCES = 8
_MOST_BEFORE = 5
_MOST_SHARED = 3
_OPENING_SENTENCES = 4


class Run:
    """Names that are put on the scales together: `w在庫|を`, `=在庫` for the meaning of the word."""

    __slots__ = ("_weighs", "names")

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self._weighs: int | None = None

    def weighs(self, weights: Mapping[str, int]) -> int:
        """The sum of what its names weigh, by the same weights each time."""
        if self._weighs is None:
            self._weighs = sum(filter(None, map(weights.get, self.names)))
        return self._weighs


class Piece(NamedTuple):
    """Runs whose names count alike: each `share`, which is less where there are many of them."""

    share: float
    runs: tuple[Run, ...]


Evidence = tuple[Piece, ...]


class _Said(NamedTuple):
    """What a sentence says: its words in their order, and its words by their meaning."""

    order: Run
    meaning: Run


@read_once
def sentence_evidence(analysis: Analysis) -> tuple[Evidence, ...]:
    """The evidence of each sentence, in the order of the text."""
    sentences = analysis.sentences
    context = _context(analysis)
    words = [[token.normal for token in sentence.tokens] for sentence in sentences]
    return tuple(
        (
            _shared(2.0, said.order),
            _shared(1.0, said.meaning),
            _shared(1.0, Run(_neighbours(words, index))),
            Piece(0.5, (context, Run(_place(index, len(words), sentences[index])))),
        )
        for index, said in enumerate(_said(analysis))
    )


@read_once
def message_evidence(analysis: Analysis) -> Evidence:
    """The evidence of the message as a whole, with what it answers."""
    said = _said(analysis)
    telling = [sentence for sentence in analysis.sentences if not sentence.greeting]
    theirs = _their_words(analysis)
    return (
        _shared(2.0, *(one.order for one in said)),
        _shared(1.0, Run(_pairs("1", _bounded(telling[0])) if telling else ())),
        _shared(1.0, Run(_pairs("q", [token.normal for token in theirs]))),
        Piece(0.5, (_context(analysis), Run([*_echoes(telling, theirs)]))),
        # The mean of what its sentences mean.
        *(_shared(1 / len(said), one.meaning) for one in said),
    )


def _shared(whole: float, *runs: Run) -> Piece:
    """Many things of a kind weigh less each: a long sentence is no stronger evidence than a short one."""
    return Piece(whole / (sum(len(run.names) for run in runs) or 1) ** 0.5, runs)


@read_once
def _said(analysis: Analysis) -> tuple[_Said, ...]:
    """Of each sentence its words and pairs of them, pairs with the nouns blanked: N|を."""
    return tuple(
        _Said(
            Run(_pairs("w", _bounded(sentence)) + _outlines(sentence)),
            Run([MEANING + token.normal for token in sentence.tokens if token.kind in CONTENT]),
        )
        for sentence in analysis.sentences
    )


def _bounded(sentence: Sentence) -> list[str]:
    return ["<", *(token.normal for token in sentence.tokens if token.normal != " "), ">"]


def _outlines(sentence: Sentence) -> list[str]:
    shapes = ["<", *(_shape(token) for token in sentence.tokens if token.normal != " "), ">"]
    return [f"a{first}|{second}" for first, second in pairwise(shapes)]


def _shape(token: Token) -> str:
    if token.kind == "名詞":
        return _NOUNS.get(token.subkind, "N")
    if token.kind in _MARKS and token.normal not in _STOPS:
        return "S"
    return token.normal


def _pairs(mark: str, words: Sequence[str]) -> list[str]:
    """Each word, and each with the next."""
    singles = [mark + word for word in words]
    return singles + [
        f"{first}|{second}" for first, second in zip(singles, words[1:], strict=False)
    ]


def _place(index: int, count: int, sentence: Sentence) -> list[str]:
    told = {"time": bool(sentence.times), "first": index == 0, "last": index == count - 1}
    return [name for name, holds in told.items() if holds]


def _neighbours(words: Sequence[Sequence[str]], index: int) -> list[str]:
    before = words[index - 1] if index else ()
    after = words[index + 1] if index + 1 < len(words) else ()
    return [f"-{word}" for word in before] + [f"+{word}" for word in after]


@read_once
def _context(analysis: Analysis) -> Run:
    """To whom it goes, what they asked, where it is answered, and how long the message is."""
    return Run([*_circumstances(analysis)])


def _circumstances(analysis: Analysis) -> Iterator[str]:
    yield f"kind={analysis.draft.audience_kind}"
    yield f"n{min(len(analysis.sentences), _MOST_SENTENCES)}"
    if analysis.context.due_at:
        yield "due"
    theirs = asked(analysis)
    if theirs is None:
        if analysis.context.previous:
            yield "ours before"
        return
    yield "theirs before"
    yield from {f"asked={question.kind.value}" for question in theirs.questions}
    if theirs.task:
        yield from _task(theirs.task)
    if found := answer(analysis):
        yield f"answer={min(len(found.before), _MOST_BEFORE) if found.sentence else 'none'}"
        yield "answer is sure" if found.sure else "answer is unsure"


def _task(task: TaskAsked) -> Iterator[str]:
    """That something is asked to be done, and what the request told of it."""
    yield "task"
    for name in _TOLD:
        if getattr(task, name):
            yield f"task.{name}"


def _echoes(telling: Sequence[Sentence], theirs: Sequence[Token]) -> Iterator[str]:
    """How many of their words each of the first sentences takes up."""
    words = {token.normal for token in theirs}
    for index, sentence in enumerate(telling[:_OPENING_SENTENCES]):
        shared = {token.normal for token in sentence.tokens if token.kind in CONTENT} & words
        yield f"takes up {index}={min(len(shared), _MOST_SHARED)}"


def _their_words(analysis: Analysis) -> tuple[Token, ...]:
    theirs = asked(analysis)
    return theirs.analysis.tokens if theirs else ()
