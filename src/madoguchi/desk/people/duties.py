"""What people do for the clients, in words: told by the feature that knows assignments, which is above us."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

Source = Callable[[Collection[int], datetime], Mapping[int, tuple[str, ...]]]

_sources: list[Source] = []


def told_by(source: Source) -> None:
    """Ask this source too; wired once, when all features are loaded."""
    _sources.append(source)


def duties_of(person_ids: Collection[int], now: datetime) -> dict[int, tuple[str, ...]]:
    """By person: 「ディレクター 2社」, 「担当 3社」. One query a source."""
    told: dict[int, tuple[str, ...]] = {}
    for source in _sources:
        for pk, words in source(person_ids, now).items():
            told[pk] = (*told.get(pk, ()), *words)
    return told
