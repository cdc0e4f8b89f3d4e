"""What people typed or put into an address, read safely."""

import re
import uuid
from datetime import UTC, date, datetime, tzinfo

from django.utils import timezone
from django.utils.dateparse import parse_date

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST_NUMBER = 15
YEARS = range(1970, 2200)  # what lies outside is a slip or an attack: no moment and no day of ours


def as_typed(text: str) -> str:
    """The text with the line ends that the person saw (browsers send CR LF).

    What no mail can carry (the vertical tab of a pasted slide, NUL) is a blank, so that every other
    character keeps its place.
    """
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def number(text: str) -> int | None:
    """An id from an address or a form; None for what cannot be one."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_number else None


def key(text: str) -> uuid.UUID | None:
    """A draft's key as a form was given it; None for what is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def moment(text: str, zone: tzinfo) -> datetime | None:
    """What a browser's field for date and time holds, in UTC: on the clock of `zone` where it names none.

    None for what is none, and for one that lies outside of our years.
    """
    local = _moment(text)
    return None if local is None else local.replace(tzinfo=local.tzinfo or zone).astimezone(UTC)


def desk_moment(text: str) -> datetime | None:
    """The same on the desk's own clock, where the field names no zone."""
    return moment(text, timezone.get_default_timezone())


def day(text: str) -> date | None:
    """A day as 2026-11-20; None for what is none, and for one that lies outside of our years."""
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found is not None and found.year in YEARS else None


def month(text: str) -> date | None:
    """The first day of 2026-11; None where it is no month."""
    return day(f"{text}-01")


def place(text: str) -> tuple[datetime, int] | None:
    """Where a page of a list ended, as its next page's address says it: 2026-11-20T14:36:00+09:00~17."""
    at, _, pk = text.partition("~")
    last, found = number(pk), _moment(at)
    if last is None or found is None or found.tzinfo is None:
        return None
    return found.astimezone(UTC), last  # the database knows no offset beyond 16 hours


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None
