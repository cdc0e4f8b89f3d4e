"""The messages that were sent last: told by the feature that knows them, which is above us."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.rows import ClientChip
from madoguchi.engines.rulebook import Draft


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that left, as the guard would read it again, and what the guard found then."""

    conversation_pk: int
    number: str
    client: ClientChip
    at: datetime
    draft: Draft  # without the house's word rules, which the trial adds
    severities: Mapping[str, str]  # where the client is harder or milder than the book
    found: frozenset[str]  # slugs of the checks that spoke when it left


Source = Callable[[int], Sequence[SentMessage]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this source; wired once, when all features are loaded."""
    if source not in _sources:
        _sources.append(source)


def last_sent(most: int) -> list[SentMessage]:
    """The newest messages in sight, at most so many, the newest first."""
    found = [one for source in _sources for one in source(most)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:most]
