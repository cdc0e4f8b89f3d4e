"""What the book in force says of a check: told by the feature that keeps the book, which is above us."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from madoguchi.engines.rulebook import Severity


@dataclass(frozen=True, slots=True)
class Standards:
    """By the check's slug: the rule's title, and its weight (None: 切). Empty where no book names it."""

    titles: Mapping[str, str] = field(default_factory=dict)
    severities: Mapping[str, Severity | None] = field(default_factory=dict)


_sources: list[Callable[[], Standards]] = []


def told_by(source: Callable[[], Standards]) -> None:
    """Ask this one; wired once, when all features are loaded."""
    _sources[:] = [source]


def standards() -> Standards:
    """Of the version in force now."""
    return _sources[0]() if _sources else Standards()
