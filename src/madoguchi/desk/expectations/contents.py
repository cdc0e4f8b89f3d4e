"""What an expectation sheet says, as plain values; and its exact text, which both sides sign."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A quantitative expectation; `measure` "" is a free one, `within` minutes or hours of a computed one."""

    label: str
    measure: str = ""
    within: int | None = None
    comparison: str = "at_least"
    target: Decimal
    unit: str = ""
    by_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Manner:
    """A qualitative expectation."""

    kind: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something not settled yet: what, which side and who there settles it, by when."""

    what: str
    side: str
    who: str
    by_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Contents:
    """One version's words and figures."""

    valid_from: date | None = None
    review_on: date | None = None
    figures: tuple[Figure, ...] = ()
    manners: tuple[Manner, ...] = ()
    gaps: tuple[Gap, ...] = ()


def text_of(contents: Contents, *, client_name: str, version: int) -> str:
    """The exact text: JSON with its keys in order, so that no two sheets that differ have the same one."""
    said = {"client": client_name, "version": version, **asdict(contents)}
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True, default=_plain)


def hash_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    """A day as 2026-10-01, a number without idle zeros: 95, 4.5."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
