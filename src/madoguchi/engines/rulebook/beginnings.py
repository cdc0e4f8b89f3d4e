"""Long regular expressions, tried only where a letter stands that they can begin with.

At each place of a text Python tries every wording of an expression in turn. A look at the one letter
that stands there spares nearly all of it: (?:至急|早急)に begins nowhere but at 至 and 早.
"""

import re

from madoguchi.engines.rulebook.wording_keys import (
    LOOK,
    QUANTIFIER,
    end_of_group,
    end_of_set,
    split,
)

_OPENING = re.compile(r"\((?:\?(?:P<\w+>|[a-z-]*:))?(?!\?)")
# Where each alternative begins with a letter that has no cases, Python itself looks for that first.
_LETTER = re.compile(r"[^\x00-\x7f](?![?*{])")
# Besides the other case, what Python takes for an i, s or k where case does not matter.
_OTHER_CASES = "ıİſ\N{KELVIN SIGN}"

# The inside of a set of letters, or None where it may be any; and whether nothing at all can stand there.
_Begin = tuple[str | None, bool]


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Finds the same as `re.compile` does, faster where all letters are known that a match begins with."""
    seen_by_python = all(map(_LETTER.match, split(pattern)))
    letters = "" if seen_by_python else beginnings(pattern)
    return re.compile(f"(?=[{letters}])(?:{pattern})" if letters else pattern, flags)


def beginnings(pattern: str) -> str:
    """The letters that a match begins with, as the inside of a set; "" where they are not known."""
    letters, may_be_empty = _of_any(pattern)
    return "" if letters is None or may_be_empty else letters


def _of_any(pattern: str) -> _Begin:
    """One of the alternatives of a pattern."""
    found = [_of_one(alternative) for alternative in split(pattern)]
    known = [letters for letters, _ in found if letters is not None]
    return "".join(known) if len(known) == len(found) else None, any(empty for _, empty in found)


def _of_one(alternative: str) -> _Begin:
    found, position = "", 0
    while position < len(alternative):
        end, (letters, may_be_empty) = _part(alternative, position)
        quantifier = QUANTIFIER.match(alternative, end)
        position = quantifier.end() if quantifier else end
        if letters is None:
            return None, False
        found += letters
        if not (may_be_empty or (quantifier and _may_be_absent(quantifier))):
            return found, False
    return found, True


def _may_be_absent(quantifier: re.Match[str]) -> bool:
    return quantifier.group(1) in ("?", "*") or quantifier.group(2) == "0"


def _part(text: str, position: int) -> tuple[int, _Begin]:
    """Where the part that begins here ends, and how it begins."""
    letter = text[position]
    if letter == "[":
        end = end_of_set(text, position)
        return end, (_inside(text[position + 1 : end - 1]), False)
    if letter == "(":
        end = end_of_group(text, position)
        return end, ("", True) if LOOK.match(text, position) else _group(text[position:end])
    if letter == "\\":
        return position + 2, _escaped(text[position : position + 2])
    if letter in "^$":
        return position + 1, ("", True)
    return position + 1, (None if letter == "." else re.escape(letter), False)


def _inside(letters: str) -> str | None:
    """The inside of a set, so that others may stand beside it: a bar at its end makes no range with them."""
    if letters.startswith("^"):
        return None
    bare = letters.strip("-")
    return bare if bare == letters else rf"\-{bare}"


def _group(group: str) -> _Begin:
    opening = _OPENING.match(group)
    if opening is None:
        return None, False
    letters, may_be_empty = _of_any(group[opening.end() : -1])
    if letters and "i" in opening.group().partition(":")[0] and "<" not in opening.group():
        letters = f"{letters.lower()}{letters.upper()}{_OTHER_CASES}"
    return letters, may_be_empty


def _escaped(written: str) -> _Begin:
    """\\b is no letter; a group that is named again is unknown."""
    if written in (r"\b", r"\B"):
        return "", True
    return (written if written[1] in "dswDSW" or not written[1].isalnum() else None), False
