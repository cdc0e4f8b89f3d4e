"""What an address asks for: words, number and filters, read safely; a filter can only narrow."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from madoguchi.desk.platform.typed import as_typed, number
from madoguchi.engines.japanese import query_terms
from madoguchi.engines.japanese.spelling import folded

LONGEST_TEXT = 200
KINDS = ("customer", "reply", "note")
STATES = ("open", "closed")
NOBODY = "none"
ME = "me"
YEARS = range(1970, 2200)

_NUMBER = re.compile(r"\s*(?:mg[-\s]?)?(\d{1,15})\s*")


@dataclass(frozen=True)
class Question:
    """The values of the form, as the address spells them; what cannot be one is ""."""

    q: str = ""
    client: str = ""
    state: str = ""
    owner: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    before: str = ""

    @property
    def words(self) -> str:
        """The tsquery literal, "" without words."""
        return query_terms(self.q)

    @property
    def number(self) -> int | None:
        """4127, of 「MG-4127」 and 「4127」."""
        found = _NUMBER.fullmatch(folded(self.q))
        return int(found[1]) if found else None

    @property
    def client_id(self) -> int | None:
        return number(self.client)

    @property
    def since_at(self) -> datetime | None:
        """The beginning of the first day."""
        return _midnight(self.since, days=0)

    @property
    def until_at(self) -> datetime | None:
        """The end of the last day."""
        return _midnight(self.until, days=1)

    @property
    def is_narrowed(self) -> bool:
        return any((self.client, self.state, self.owner, self.kind, self.since, self.until))

    @property
    def is_asked(self) -> bool:
        return bool(self.q.strip()) or self.is_narrowed

    def query(self, *, before: int | None = None) -> str:
        """「?q=返品&client=3」, going on behind a message."""
        values = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "before"}
        if before is not None:
            values["before"] = str(before)
        return "?" + urlencode({name: value for name, value in values.items() if value})


def question_of(given: Mapping[str, str]) -> Question:
    """The question of an address. An id that is no id asks for nobody's, never for everybody's."""
    text = as_typed(given.get("q", ""))[:LONGEST_TEXT]
    return Question(
        q=" ".join(text.split()),
        client=_id(given.get("client", "")),
        state=_one_of(given.get("state", ""), STATES),
        owner=given["owner"] if given.get("owner") in {ME, NOBODY} else _id(given.get("owner", "")),
        kind=_one_of(given.get("kind", ""), KINDS),
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        before=_id(given.get("before", "")),
    )


def _id(text: str) -> str:
    if not text:
        return ""
    found = number(text)
    return "0" if found is None else str(found)


def _one_of(text: str, known: tuple[str, ...]) -> str:
    return text if text in known else ""


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return day.isoformat() if day.year in YEARS else ""


def _midnight(text: str, *, days: int) -> datetime | None:
    if not text:
        return None
    day = date.fromisoformat(text) + timedelta(days=days)
    return datetime.combine(day, time(), timezone.get_current_timezone())
