"""The units that search knows a text by: Japanese words in long and short units, and runs of Latin kept whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sudachipy import Morpheme, SplitMode

from madoguchi.engines.japanese.tokens import pieces, tokenizer

# A mail address, an order number, a telephone number, a Latin word.
RUN = re.compile(r"[a-z0-9](?:[a-z0-9._+@/-]*[a-z0-9])?")
_WORD = re.compile(r"[a-z]+")
_JOINTS = re.compile(r"[._+@/-]+")
_HYPHENATED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
MOST_PARTS = 12
REMEMBERED = 20_000  # words

DROPPED = frozenset({"助詞", "助動詞", "空白"})
BREAKS = frozenset({"補助記号", "記号"})
POLITE = "御"
TO_DO = "為る"  # 返品する is 返品
# The last syllable of a verb, and that of the noun made of it: 引っ越す, 引っ越し.
NOUN_ENDINGS = dict(zip("うくぐすつぬぶむる", "いきぎしちにびみり", strict=True))


@dataclass(frozen=True, slots=True)
class Unit:
    """A word: `heads` are names of the whole, `parts` its short units, none when it has only itself."""

    heads: tuple[str, ...]
    parts: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many positions it takes."""
        return len(self.parts) or 1


def units(text: str) -> Iterator[Unit | None]:
    """The units of a folded text in order; None where a phrase ends."""
    start = 0
    for run in RUN.finditer(text):
        yield from _japanese(text[start : run.start()])
        yield latin(run.group())
        start = run.end()
    yield from _japanese(text[start:])


@lru_cache(maxsize=REMEMBERED)
def latin(run: str) -> Unit:
    """A run of Latin letters and digits: whole, without its hyphens, in parts; a word also as Sudachi spells it."""
    if _WORD.fullmatch(run):
        words = tokenizer().tokenize(run[:100])
        normal = words[0].normalized_form().lower() if len(words) == 1 else run
        return Unit(heads=(run,) if normal == run else (run, normal))
    parts = tuple(_JOINTS.split(run)[:MOST_PARTS])
    joined = (run.replace("-", ""),) if _HYPHENATED.fullmatch(run) else ()
    return Unit(heads=(run, *joined), parts=parts if len(parts) > 1 else ())


def unit_of(morpheme: Morpheme) -> Unit | None:
    """The unit of one long word of Sudachi; None when search does not know such words."""
    kind, subkind, _, _, conjugation, _ = morpheme.part_of_speech()
    normal = morpheme.normalized_form().lower()
    if kind in DROPPED | BREAKS or normal in {POLITE, TO_DO}:
        return None
    short = [one.normalized_form().lower() for one in morpheme.split(SplitMode.A, add_single=True)]
    parts = tuple(one for one in short if one != POLITE)
    is_verb = kind == "動詞" and subkind == "一般"
    heads = (normal, *_noun_of(normal, conjugation)) if is_verb else (normal,)
    return Unit(heads=heads, parts=parts if len(parts) > 1 else ())


def known_unit(morpheme: Morpheme) -> tuple[Unit | None, bool]:
    """The unit of a long word, and whether the word ends a phrase; remembered."""
    key = (morpheme.surface(), morpheme.part_of_speech_id(), morpheme.normalized_form())
    if (known := _known.get(key)) is None:
        if len(_known) >= REMEMBERED:
            _known.clear()
        breaks = morpheme.part_of_speech()[0] in BREAKS and key[0] != "・"
        known = _known[key] = (unit_of(morpheme), breaks)
    return known


def _japanese(text: str) -> Iterator[Unit | None]:
    for piece in pieces(text):
        for morpheme in tokenizer().tokenize(piece):
            unit, breaks = known_unit(morpheme)
            if unit is not None or breaks:
                yield unit


def _noun_of(verb: str, conjugation: str) -> tuple[str, ...]:
    """引っ越し of 引っ越す, 受け付け of 受け付ける."""
    if conjugation.startswith(("上一段", "下一段")):
        return (verb[:-1],)
    if conjugation.startswith("五段") and verb[-1] in NOUN_ENDINGS:
        return (verb[:-1] + NOUN_ENDINGS[verb[-1]],)
    return ()


# Words met before: taking one apart costs more than finding it. Of all threads, which may overwrite
# each other's answer with the same.
_known: dict[tuple[str, int, str], tuple[Unit | None, bool]] = {}
