"""What an address asks for: words, number and filters, read safely; a filter can only narrow."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from madoguchi.desk.platform.typed import as_typed, number
from madoguchi.engines.japanese import Other, is_asked_whole, query_terms
from madoguchi.engines.japanese.spelling import folded

LONGEST_TEXT = 200
KINDS = ("customer", "reply", "note")
STATES = ("open", "closed")
NOBODY = "none"
ME = "me"
YEARS = range(1970, 2200)
LAST_SECOND = 7_258_118_400  # the year 2200

FIELDS = ("q", "client", "state", "owner", "kind", "tag", "since", "until")
_NUMBER = re.compile(r"\s*(?:mg[-\s]?|#|no\.?\s?)?(\d{1,15})\s*")


@dataclass(frozen=True)
class Question:
    """The values of the form, as the address spells them; what cannot be one is ""."""

    q: str = ""
    client: str = ""
    state: str = ""
    owner: str = ""
    kind: str = ""
    tag: str = ""
    since: str = ""
    until: str = ""
    before: str = ""  # the last message that was shown
    older: str = ""  # seconds since 1970: what was looked at up to then
    is_cut: bool = False  # more was typed than is asked for

    @property
    def words(self) -> str:
        """The tsquery literal, "" without words."""
        return query_terms(self.q)

    def words_besides(self, others: tuple[Other, ...], *, loosely: bool = False) -> str:
        """The same where a word is also found by another of a client's vocabulary.

        `loosely` does not ask words to stand side by side.
        """
        return query_terms(self.q, loosely=loosely, others=others)

    @property
    def number(self) -> int | None:
        """4127, of 「MG-4127」, 「#4127」 and 「4127」."""
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
    def older_than(self) -> datetime | None:
        """Where an unfinished search goes on."""
        return datetime.fromtimestamp(int(self.older), UTC) if self.older else None

    @property
    def is_continued(self) -> bool:
        """Whether this is not the first page."""
        return bool(self.before or self.older)

    @property
    def is_narrowed(self) -> bool:
        return any(getattr(self, name) for name in FIELDS if name != "q")

    @property
    def is_asked(self) -> bool:
        return bool(self.q.strip()) or self.is_narrowed

    def query(self, **place: int) -> str:
        """「?q=返品&client=3」; `before` or `older` say where to go on."""
        values = {name: getattr(self, name) for name in FIELDS}
        return "?" + urlencode({name: value for name, value in (values | place).items() if value})


def question_of(given: Mapping[str, str]) -> Question:
    """The question of an address. An id that is no id asks for nobody's, never for everybody's."""
    typed = " ".join(as_typed(given.get("q", "")).split())
    text = typed[:LONGEST_TEXT]
    return Question(
        q=text,
        is_cut=typed != text or not is_asked_whole(text),
        client=_id(given.get("client", "")),
        state=_one_of(given.get("state", ""), STATES),
        owner=given["owner"] if given.get("owner") in {ME, NOBODY} else _id(given.get("owner", "")),
        kind=_one_of(given.get("kind", ""), KINDS),
        tag=" ".join(as_typed(given.get("tag", "")).split())[:LONGEST_TEXT],
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        before=_id(given.get("before", "")),
        older=_seconds(given.get("older", "")),
    )


def _id(text: str) -> str:
    if not text:
        return ""
    found = number(text)
    return "0" if found is None else str(found)


def _seconds(text: str) -> str:
    found = number(text)
    return str(found) if found is not None and found < LAST_SECOND else ""


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
