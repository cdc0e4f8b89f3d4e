"""The book as it comes with the product: one file a chapter, read once; what it grows into is the database's."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from madoguchi.desk.platform.words import later
from madoguchi.desk.rulebook.contents import Book, BookRule, rule_of
from madoguchi.engines.rulebook import RULES

FILES = (
    "0-communication.toml",
    "1-expectation.toml",
    "2-reporting.toml",
    "3-quality.toml",
    "4-security.toml",
)
TITLES = (
    later("コミュニケーション"),
    later("期待値"),
    later("報告"),
    later("品質"),
    later("情報の安全"),
)


@cache
def first_book() -> Book:
    """The first version: seventeen rules, the vocabulary, the conclusion first; four chapters to fill."""
    return Book(
        rules=tuple(
            _rule(given, chapter)
            for chapter, name in enumerate(FILES)
            for given in _chapter(name)["rules"]
        )
    )


def _chapter(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _rule(given: Mapping[str, Any], chapter: int) -> BookRule:
    """A rule is linked to the check of its own slug, where there is one."""
    rule = rule_of({**given, "chapter": chapter, "meaning": given["meaning"].strip()})
    return replace(rule, check=rule.slug if rule.slug in RULES else "")
