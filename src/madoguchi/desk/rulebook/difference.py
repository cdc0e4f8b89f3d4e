"""What differs between two books, rule by rule, in the order of the later one."""

from dataclasses import dataclass

from madoguchi.desk.rulebook.contents import WORDS, Book, BookRule, BookWord


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """A rule before and after: None where it is new, or gone."""

    before: BookRule | None
    after: BookRule | None

    @property
    def rule(self) -> BookRule:
        """The rule as it is now; as it was, when it is gone."""
        rule = self.after or self.before
        assert rule is not None
        return rule


@dataclass(frozen=True, slots=True)
class WordDifference:
    """A word rule before and after: None where it is new, or gone."""

    before: BookWord | None
    after: BookWord | None


def rule_differences(before: Book, after: Book) -> tuple[RuleDifference, ...]:
    """The rules that are new or changed, then those that are gone."""
    old = before.by_slug
    changed = [
        RuleDifference(old.get(one.slug), one) for one in after.rules if old.get(one.slug) != one
    ]
    gone = [RuleDifference(one, None) for one in before.rules if one.slug not in after.by_slug]
    return (*changed, *gone)


def word_differences(before: Book, after: Book) -> tuple[WordDifference, ...]:
    """The same for the word rules."""
    old = {one.number: one for one in before.words}
    new = {one.number: one for one in after.words}
    changed = [
        WordDifference(old.get(number), one)
        for number, one in new.items()
        if old.get(number) != one
    ]
    gone = [WordDifference(one, None) for number, one in old.items() if number not in new]
    return (*changed, *gone)


def changed_parts(before: Book, after: Book) -> list[str]:
    """The slugs of the rules that a reader has to read anew, and WORDS for the word rules."""
    slugs = [one.rule.slug for one in rule_differences(before, after)]
    return [*slugs, WORDS] if word_differences(before, after) else slugs
