"""The Date header as an aware datetime, with the zone that the sender wrote."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from madoguchi.engines.mailtext.notes import Notes

_JAPAN = re.compile(r"\bJST\b")
_ZONE = re.compile(r"[+-]\d{4}\b|\b(?:GMT|UTC?|Z|JST|[ECMP][SD]T)\b", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
_LONGEST = 200


def read_date(value: bytes, notes: Notes) -> datetime | None:
    """The date of an RFC 5322 (or ISO 8601) Date header; None and a defect when nobody could read it.

    A date without a zone is taken as UTC and noted.
    """
    text = " ".join(value[:_LONGEST].decode("ascii", "ignore").split())
    if not text:
        return None
    date = _iso(text) if _ISO.match(text) else _rfc(text)
    if date is None:
        notes.defect("date: unreadable")
        return None
    if date.tzinfo is None:
        notes.defect("date: no zone, taken as UTC")
        return date.replace(tzinfo=UTC)
    return date


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
    except ValueError:
        return None


def _rfc(text: str) -> datetime | None:
    if not re.search(r"[+-]\d{4}", text):
        text = _JAPAN.sub("+0900", text)
    try:
        fields = parsedate_tz(text)
        if fields is None:
            return None
        # A leap second is the second before it: datetime knows no 60.
        moment = datetime(*fields[:5], min(fields[5], 59))  # noqa: DTZ001  # the zone follows
        zone = timezone(timedelta(seconds=fields[9] or 0)) if _ZONE.search(text) else None
        return moment.replace(tzinfo=UTC if zone and not fields[9] else zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
