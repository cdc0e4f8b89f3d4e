"""Sentences that were kept as they were said, in Japanese, for a reader of another language."""

import re
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation.trans_real import CONTEXT_SEPARATOR as CONTEXT
from django.utils.translation.trans_real import translation

_GAP = re.compile(r"%\((\w+)\)[sd]|\{(\w+)(?:![rsa])?\}")
_SHORTEST = 6  # characters beside its gaps: a shorter pattern would recognise what it is not


def again(stored: str) -> str:
    """The sentence in the reader's language; as it stands where nobody knows it any more."""
    language = get_language()
    if language is None or language.startswith("ja") or not stored:
        return stored
    said = gettext(stored)
    return said if said != stored else _filled(stored, language)


def _filled(stored: str, language: str) -> str:
    for pattern, words in _patterns(language):
        found = pattern.fullmatch(stored)
        if found:
            return _with(found.groupdict(), gettext(words).replace("%%", "%"))
    return stored


def recognised(kept: str, sentences: tuple[str, ...]) -> tuple[str, dict[str, str]] | None:
    """Which of these sentences it is, and what stood in its gaps; None for none of them."""
    for pattern, words in _in_order(sentences):
        found = pattern.fullmatch(kept)
        if found:
            return words, found.groupdict()
    return None


def _with(gaps: dict[str, str], words: str) -> str:
    return _GAP.sub(lambda gap: again(gaps[gap[1] or gap[2]]), words)


@lru_cache(maxsize=8)
def _patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    """The catalogue's sentences with gaps, those that say most first."""
    # As Django's own catalogue for scripts reads it: there is no other way to its sentences.
    catalogue: Any = translation(language)
    known = [words for words, _ in catalogue._catalog.items() if isinstance(words, str)]
    gapped = [
        words
        for words in known
        if CONTEXT not in words and _GAP.search(words) and _length(words) >= _SHORTEST
    ]
    return _in_order(tuple(gapped))


@lru_cache(maxsize=8)
def _in_order(sentences: tuple[str, ...]) -> list[tuple[re.Pattern[str], str]]:
    """The sentences as patterns, those that say most first."""
    return [(_pattern(words), words) for words in sorted(sentences, key=_length, reverse=True)]


def _length(words: str) -> int:
    return len(_GAP.sub("", words))


def _pattern(words: str) -> re.Pattern[str]:
    parts: list[str] = []
    named: set[str] = set()
    end = 0
    for gap in _GAP.finditer(words):
        name = gap[1] or gap[2]
        parts.append(re.escape(words[end : gap.start()].replace("%%", "%")))
        parts.append(f"(?P={name})" if name in named else f"(?P<{name}>.*?)")
        named.add(name)
        end = gap.end()
    parts.append(re.escape(words[end:].replace("%%", "%")))
    return re.compile("".join(parts), re.DOTALL)
