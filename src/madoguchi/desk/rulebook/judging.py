"""Whether a book's examples come out as it says: what is published has been tried."""

from dataclasses import dataclass

from madoguchi.desk.rulebook.contents import OFF, Book, BookExample, BookRule
from madoguchi.desk.rulebook.scenes import draft_of
from madoguchi.engines import rulebook
from madoguchi.engines.rulebook import Finding


@dataclass(frozen=True, slots=True)
class Judged:
    """An example and whether its rule's check spoke about it."""

    rule: BookRule
    example: BookExample
    is_bad: bool
    speaks: bool

    @property
    def is_right(self) -> bool:
        """A ✗ example is found, a ◯ example is not."""
        return self.speaks == self.is_bad


def failures(book: Book) -> tuple[Judged, ...]:
    """Every example of a checked rule that comes out otherwise than the book says."""
    return tuple(one for rule in book.rules for one in judged(rule, book) if not one.is_right)


def judged(rule: BookRule, book: Book) -> tuple[Judged, ...]:
    """The rule's examples with what its check says; none without a check, or with one switched off."""
    if rule.check not in rulebook.RULES or rule.severity == OFF:
        return ()
    examples = [(one, True) for one in rule.bad] + [(one, False) for one in rule.good]
    return tuple(
        Judged(rule, example, is_bad, _speaks(rule, example, book)) for example, is_bad in examples
    )


def _speaks(rule: BookRule, example: BookExample, book: Book) -> bool:
    draft = draft_of(example, book.words_to(example.to))
    return any(one.rule == rule.check for one in findings(draft, book))


def findings(draft: rulebook.Draft, book: Book) -> tuple[Finding, ...]:
    """All findings with the book's severities; what it does not name has the engine's own."""
    return rulebook.check(draft, severities={**rulebook.DEFAULT_SEVERITIES, **book.severities})
