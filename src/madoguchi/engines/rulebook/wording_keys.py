"""The letters that any match of a regular expression must hold, read from its spelling.

It reads what wordings are written with: letters, sets, plain groups, lookarounds, quantifiers, bars.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A character, or two that stand side by side.
Key = str

QUANTIFIER = re.compile(r"(?:([?*+])|\{(\d+)(?:,\d*)?\})[?+]?")
_SET = re.compile(r"\[(\^?)((?:\\.|[^\]\\])+)\]")
LOOK = re.compile(r"\(\?<?[=!]")
LARGEST_SET = 6
_COMMON = frozenset(
    [
        "です",
        "ます",
        "して",
        "から",
        "ので",
        "ない",
        "いる",
        "いた",
        "こと",
        "する",
        "した",
        "って",
        "では",
        "には",
        "ませ",
        "とい",
        "れて",
        "いま",
        "まし",
        "ただ",
        "くだ",
        "ださ",
        "さい",
        "おり",
        "でき",
        "ござ",
        "たし",
        "とこ",
        "よう",
        "そう",
        "もの",
        "ため",
        "その",
        "この",
        "いて",
        "てい",
        "あり",
        "なり",
        "なっ",
        "った",
        "たい",
        "など",
    ]
)


@dataclass(frozen=True, slots=True)
class _Letters:
    """One place of a match: the characters that may stand there; none where too many may."""

    may_be: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A group, by its alternatives."""

    alternatives: tuple["_Sequence", ...]


_Sequence = tuple["_Letters | _Choice | None", ...]


def keys_of(pattern: str) -> Iterator[tuple[str, tuple[frozenset[Key], ...]]]:
    """Each alternative of a pattern, with sets of keys: whatever it matches holds one key of each set.

    The set that says most comes first; none where nothing is known of the matches.
    """
    for alternative in split(pattern):
        yield alternative, tuple(sorted(_candidates(_read(alternative)), key=_weight))


def split(pattern: str) -> Iterator[str]:
    """The alternatives of the outermost level."""
    start = position = depth = 0
    while position < len(pattern):
        letter = pattern[position]
        if letter == "[":
            position = end_of_set(pattern, position)
            continue
        if letter == "|" and depth == 0:
            yield pattern[start:position]
            start = position + 1
        depth += (letter == "(") - (letter == ")")
        position += 2 if letter == "\\" else 1
    yield pattern[start:]


def _read(alternative: str) -> _Sequence:
    """What stands where in a match; None where it may be absent or anything."""
    found: list[_Letters | _Choice | None] = []
    position = 0
    while position < len(alternative):
        end, part, is_look = _part(alternative, position)
        quantifier = QUANTIFIER.match(alternative, end)
        position = quantifier.end() if quantifier else end
        if is_look:
            continue
        if quantifier is None:
            found.append(part)
        elif quantifier.group() in ("+", "+?") or (quantifier.group(2) or "0") != "0":
            found += (part, None)
        else:
            found.append(None)
    return tuple(found)


def _part(text: str, position: int) -> tuple[int, _Letters | _Choice | None, bool]:
    """Where the part that begins here ends, what it is, and whether it only looks."""
    letter = text[position]
    if letter == "[":
        end = end_of_set(text, position)
        return end, _letters_of_set(text[position:end]), False
    if letter == "(":
        end = end_of_group(text, position)
        if LOOK.match(text, position):
            return end, None, True
        inside = text[position + 3 : end - 1]
        return end, _Choice(tuple(_read(one) for one in split(inside))), False
    if letter == "\\":
        return position + 2, None, False
    if letter in "^$":
        return position + 1, None, True
    return position + 1, None if letter == "." else _Letters(frozenset(letter)), False


def end_of_set(text: str, position: int) -> int:
    match = _SET.match(text, position)
    return match.end() if match else position + 1


def end_of_group(text: str, position: int) -> int:
    depth = 0
    while True:
        letter = text[position]
        if letter == "[":
            position = end_of_set(text, position)
            continue
        depth += (letter == "(") - (letter == ")")
        position += 2 if letter == "\\" else 1
        if depth == 0:
            return position


def _letters_of_set(written: str) -> _Letters | None:
    inside = written[1:-1]
    if inside.startswith("^") or "\\" in inside or "-" in inside or len(inside) > LARGEST_SET:
        return None
    return _Letters(frozenset(inside))


def _keys(sequence: _Sequence) -> frozenset[Key] | None:
    """The keys that say most of all that the sequence must hold."""
    found = list(_candidates(sequence))
    return min(found, key=_weight) if found else None


def _candidates(sequence: _Sequence) -> Iterator[frozenset[Key]]:
    for index, part in enumerate(sequence):
        following = sequence[index + 1] if index + 1 < len(sequence) else None
        if isinstance(part, _Choice):
            keys = [_keys(alternative) for alternative in part.alternatives]
            if all(keys):
                yield frozenset(key for one in keys if one for key in one)
        if isinstance(part, _Letters):
            yield part.may_be
            if isinstance(following, _Letters):
                yield frozenset(one + two for one in part.may_be for two in following.may_be)


def _weight(keys: frozenset[Key]) -> int:
    """How often about one of the keys stands in any text."""
    return sum(_frequency(key) for key in keys)


def _frequency(key: Key) -> int:
    kana = sum("ぁ" <= letter <= "ん" or letter in "、。" for letter in key)
    if len(key) == 1:
        return 400 if kana else 12
    if key in _COMMON:
        return 120
    return (1, 4, 20)[kana]
