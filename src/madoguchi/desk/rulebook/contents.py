"""What a version of the book says: rules and word rules, as frozen values and as the JSON that keeps them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from madoguchi.engines.rulebook import Severity
from madoguchi.engines.rulebook.context import WordRule

OFF = "off"  # 切: the rule stands in the book, its check is silent
CUSTOMER, CLIENT, BOTH = "customer", "client", "both"
WORDS = "words"  # stands for the word rules among the slugs of what changed


@dataclass(frozen=True, slots=True)
class BookExample:
    """A message that a rule must speak about, or not: to whom, in which scene, after which message."""

    text: str
    to: str = CUSTOMER  # or CLIENT
    scene: str = ""  # of scenes.SCENES
    previous: str = ""  # what the other side had written


@dataclass(frozen=True, slots=True)
class BookRule:
    """One rule as people read it. `check` is the slug of the engine's check, "" for none."""

    slug: str
    chapter: int
    number: str
    title: str
    meaning: str  # Markdown
    severity: str  # hint, warn, stop, block or OFF
    check: str = ""
    bad: tuple[BookExample, ...] = ()
    good: tuple[BookExample, ...] = ()


@dataclass(frozen=True, slots=True)
class BookWord:
    """A word rule of the whole house: any of `avoid` becomes `prefer`, except inside of `exceptions`."""

    number: int  # its name in the book
    avoid: tuple[str, ...]
    prefer: str = ""
    to: str = BOTH  # CUSTOMER, CLIENT or BOTH
    exceptions: tuple[str, ...] = ()

    @property
    def for_engine(self) -> WordRule:
        """As the engine takes it, its scope applied by the caller."""
        return WordRule(self.avoid, self.prefer, self.exceptions)


@dataclass(frozen=True)
class Book:
    """All that one version says, in the order in which it is read."""

    rules: tuple[BookRule, ...]
    words: tuple[BookWord, ...] = ()

    @cached_property
    def by_slug(self) -> Mapping[str, BookRule]:
        """The rules by their slugs."""
        return {one.slug: one for one in self.rules}

    @cached_property
    def severities(self) -> Mapping[str, Severity | None]:
        """By check: the book's weight, None where the check is switched off."""
        return {one.check: severity_of(one) for one in self.rules if one.check}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """By check: what the book calls the rule."""
        return {one.check: one.title for one in self.rules if one.check}

    def words_to(self, audience: str) -> tuple[WordRule, ...]:
        """The word rules for messages to a customer or to a client's contact."""
        return tuple(one.for_engine for one in self.words if one.to in {audience, BOTH})

    def with_rule(self, rule: BookRule) -> "Book":
        """The same book with this rule in the place of the one of its slug, or at its chapter's end."""
        if rule.slug in self.by_slug:
            return replace(
                self, rules=tuple(rule if one.slug == rule.slug else one for one in self.rules)
            )
        before = tuple(one for one in self.rules if one.chapter <= rule.chapter)
        after = tuple(one for one in self.rules if one.chapter > rule.chapter)
        return replace(self, rules=(*before, rule, *after))

    def without_rule(self, slug: str) -> "Book":
        """The same book without the rule."""
        return replace(self, rules=tuple(one for one in self.rules if one.slug != slug))

    def with_word(self, word: BookWord) -> "Book":
        """The same book with this word rule in the place of the one of its number, or at the end."""
        if any(one.number == word.number for one in self.words):
            kept = tuple(word if one.number == word.number else one for one in self.words)
            return replace(self, words=kept)
        return replace(self, words=(*self.words, word))

    def without_word(self, number: int) -> "Book":
        """The same book without the word rule."""
        return replace(self, words=tuple(one for one in self.words if one.number != number))


def severity_of(rule: BookRule) -> Severity | None:
    """The rule's weight; None when it is switched off."""
    return None if rule.severity == OFF else Severity(rule.severity)


def as_data(book: Book) -> dict[str, Any]:
    """The book as JSON keeps it."""
    data: dict[str, Any] = json.loads(_written(asdict(book)))
    return data


def book_of(data: Mapping[str, Any]) -> Book:
    """The book that `as_data` wrote."""
    return Book(
        rules=tuple(rule_of(one) for one in data["rules"]),
        words=tuple(_word_of(one) for one in data["words"]),
    )


def rule_of(data: Mapping[str, Any]) -> BookRule:
    """A rule as JSON or a chapter's file says it; an example may be nothing but its text."""
    examples = {name: _examples(data.get(name, ())) for name in ("bad", "good")}
    return BookRule(**{**data, **examples})


def fingerprint(part: BookRule | BookWord | Book) -> str:
    """The same for the same words alone: by it a form knows whether its rule changed meanwhile."""
    return sha256(_written(asdict(part)).encode()).hexdigest()[:32]


def _examples(given: Any) -> tuple[BookExample, ...]:
    return tuple(BookExample(one) if isinstance(one, str) else BookExample(**one) for one in given)


def _word_of(data: Mapping[str, Any]) -> BookWord:
    return BookWord(
        **{**data, "avoid": tuple(data["avoid"]), "exceptions": tuple(data["exceptions"])}
    )


def _written(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
