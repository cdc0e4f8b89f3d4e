"""A pattern that looks at the next letter first finds just what it would find without."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.engines import rulebook
from madoguchi.engines.rulebook.beginnings import beginnings, compiled

PATTERNS = (
    r"(?:至急|早急)に",
    r"[ごお]?連絡|返事",
    r"\d{1,2}(?:時|日)|\bCS",
    r"(?<!\d)(?:本|当)日|^件名",
    r"(?P<week>今|来)週|(?:か(?=ら)|まで)?に",
    r"[-+]?\d+|[A-Z-]x",
    r"(?i:asap|kindly)|(お早|至急)",
    r"(?:あ{0,2}|い)う",
)
UNKNOWN = (r".時", r"[^。]日", r"(?:本日)?", r"(\d)\1|\1", r"あ|.?い", r"\A本", r"(?(1)あ|い)")
LETTERS = st.text(alphabet="至早急にごお連絡返事12時日CSx本当件名今来週かまら+-ZaApPkKſıうあい\n。")


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=LETTERS)
def test_it_finds_the_same(pattern: str, text: str) -> None:
    quick, plain = compiled(pattern), re.compile(pattern)

    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]


@given(text=LETTERS)
def test_it_finds_the_same_in_either_case(text: str) -> None:
    quick, plain = (one(r"(?:as|pk)[a-z]", re.IGNORECASE) for one in (compiled, re.compile))

    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]


@pytest.mark.parametrize("pattern", UNKNOWN)
def test_a_pattern_that_may_begin_with_anything_is_left_as_it_is(pattern: str) -> None:
    assert beginnings(pattern) == ""


def test_what_python_looks_for_by_itself_is_left_as_it_is() -> None:
    assert compiled("至急|早急に").pattern == "至急|早急に"


def test_every_pattern_of_the_rules_begins_only_where_it_is_tried() -> None:
    """Each match of each pattern, in the patterns' own spelling, begins with one of its letters."""
    checked = 0
    for pattern in _of_the_rules():
        letters = beginnings(pattern.pattern)
        if letters:
            begin = re.compile(f"[{letters}]", pattern.flags)
            found = [match for match in pattern.finditer(_SPELLINGS) if match.group()]
            assert all(begin.match(match.group()) for match in found), pattern.pattern
            checked += len(found)

    assert checked > 1_000


def _of_the_rules() -> list[re.Pattern[str]]:
    modules = walk_packages(rulebook.__path__, f"{rulebook.__name__}.")
    named = [vars(import_module(module.name)).values() for module in modules]
    return [one for values in named for one in values if isinstance(one, re.Pattern)]


# Patterns are full of what they match.
_SPELLINGS = "\n".join(
    re.sub(r"[^ぁ-んァ-ヶー一-龥A-Za-z0-9]+", "\n", one.pattern) for one in _of_the_rules()
)
