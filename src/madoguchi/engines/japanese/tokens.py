"""Words of a Japanese text: Sudachi's core dictionary, long units that know their short ones."""

import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

# Sudachi takes at most 49,149 bytes at once; a code point has at most four.
LONGEST_PIECE = 10_000


class Token(NamedTuple):
    """One word: its span in the text given, dictionary and normal form, part of speech and inflection."""

    start: int
    end: int
    surface: str
    lemma: str
    normal: str
    kind: str
    subkind: str
    form: str


def tokens(text: str, *, offset: int = 0) -> tuple[Token, ...]:
    """The words of a text in Sudachi's long units (mode C), their spans moved by `offset`.

    The text holds no lone surrogates.
    """
    return tuple(
        [
            Token(
                offset + start + morpheme.begin(),
                offset + start + morpheme.end(),
                morpheme.raw_surface(),
                morpheme.dictionary_form(),
                morpheme.normalized_form(),
                *(_parts_of_speech.get(morpheme.part_of_speech_id()) or _part_of_speech(morpheme)),
            )
            for start in range(0, len(text), LONGEST_PIECE)
            for morpheme in tokenizer().tokenize(text[start : start + LONGEST_PIECE])
        ]
    )


@lru_cache(maxsize=4096)
def short_units(word: str) -> tuple[str, ...]:
    """A word in Sudachi's shortest units (mode A): 非常勤講師 is 非, 常勤, 講師."""
    return tuple(morpheme.raw_surface() for morpheme in tokenizer().tokenize(word, SplitMode.A))


def pieces(text: str) -> Iterator[str]:
    """A text in pieces that Sudachi takes, cut at the ends of lines where there are any."""
    start = 0
    while start < len(text):
        end = start + LONGEST_PIECE
        cut = text.rfind("\n", start, end) + 1 if end < len(text) else end
        end = cut if cut > start else end
        yield text[start:end]
        start = end


def tokenizer() -> Tokenizer:
    """Sudachi for the running thread: it serves one at a time; the dictionary behind it is shared."""
    if not hasattr(_of_this_thread, "tokenizer"):
        _of_this_thread.tokenizer = _dictionary().tokenizer(mode=SplitMode.C)
    found: Tokenizer = _of_this_thread.tokenizer
    return found


def _part_of_speech(morpheme: Morpheme) -> tuple[str, str, str]:
    """Kind, subkind and inflected form; Sudachi spells all six out anew each time, so they are kept."""
    kind, subkind, *_, form = morpheme.part_of_speech()
    _parts_of_speech[morpheme.part_of_speech_id()] = kind, subkind, form
    return kind, subkind, form


def _dictionary() -> Dictionary:
    with _loading:  # two threads that begin at once would load it twice
        return _loaded()


@cache
def _loaded() -> Dictionary:
    return Dictionary(dict="core")


_loading = threading.Lock()
_of_this_thread = threading.local()
_parts_of_speech: dict[int, tuple[str, str, str]] = {}
