"""Small from the first day: modules, functions, templates; and no drawer for odds and ends."""

from ast import get_docstring
from pathlib import Path

from tests.house.tree import functions, line_count, modules, name_of, parsed, templates

MODULE_LINES = 300
FUNCTION_LINES = 40
TEMPLATE_LINES = 120
DRAWERS = {"utils", "util", "helpers", "helper", "common", "services", "managers", "misc"}
CODE = modules("src", "tests")


def test_no_module_is_longer_than_300_lines() -> None:
    assert {name_of(path): n for path in CODE if (n := line_count(path)) > MODULE_LINES} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    sizes = (one for path in CODE for one in functions(path))

    assert {name: lines for name, lines in sizes if lines > FUNCTION_LINES} == {}


def test_no_template_is_longer_than_120_lines() -> None:
    found = templates()

    assert found
    assert {name_of(path): n for path in found if (n := line_count(path)) > TEMPLATE_LINES} == {}


def test_every_module_opens_with_what_it_is_for() -> None:
    """Empty ones are the folders of tests; everything else says its purpose in its first line."""
    silent = [name_of(path) for path in CODE if parsed(path).body and not _opening(path)]

    assert silent == []


def test_the_opening_of_a_module_is_one_line() -> None:
    """More may follow below it, after a blank line."""
    broken = [
        name_of(path)
        for path in CODE
        if (lines := _opening(path).strip().splitlines())[1:2] and lines[1].strip()
    ]

    assert broken == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [name_of(path) for path in CODE if {path.stem, path.parent.name} & DRAWERS] == []


def _opening(path: Path) -> str:
    return get_docstring(parsed(path)) or ""
