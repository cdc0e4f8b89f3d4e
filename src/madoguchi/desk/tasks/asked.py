"""What the address of a page of tasks asks for."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from madoguchi.desk.platform.typed import number

MINE, WATCHED, ALL = "mine", "watched", "all"
STATES = ("open", "requested", "accepted", "doing", "blocked", "waiting", "done", "declined")
WAYS = ("state", "week")
MEMBERS = "members"  # from the client's own people
NO_DUE = "-"


@dataclass(frozen=True, slots=True)
class After:
    """The last row of the page before: its time (None where it has none) and its id."""

    at: datetime | None
    pk: int


@dataclass(frozen=True, slots=True)
class TasksAsked:
    """Whose tasks (mine, watched, all, or a person's id), of which client, from whom, in which state,
    from where on.
    """

    whose: str = ALL
    client: int | None = None
    state: str = "open"
    by: str = "state"
    after: After | None = None
    origin: str = ""  # MEMBERS, or "" for all

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """As the address says it; what it cannot mean is left out."""
        whose, state, by = query.get("who", ALL), query.get("state", ""), query.get("by", "")
        is_person = number(whose) is not None
        return cls(
            whose=whose if is_person or whose in {MINE, WATCHED} else ALL,
            client=number(query.get("client", "")),
            state=state if state in STATES else "open",
            by=by if by in WAYS else "state",
            after=_after(query.get("after", "")),
            origin=MEMBERS if query.get("from") == MEMBERS else "",
        )

    def query(self, **changes: object) -> str:
        """The address of the same with these changes, from its first page on; "" for nothing chosen."""
        other = replace(self, after=None, **changes)  # type: ignore[arg-type] # our own fields
        chosen = {
            "who": other.whose if other.whose != ALL else "",
            "client": other.client or "",
            "state": other.state if other.state != "open" else "",
            "from": other.origin,
            "by": other.by if other.by != "state" else "",
        }
        said = urlencode({key: value for key, value in chosen.items() if value})
        return f"?{said}" if said else ""

    def next_page(self, at: datetime | None, pk: int) -> str:
        """The address of the page that begins after this row."""
        place = f"{at.timestamp() if at else NO_DUE}_{pk}"
        return f"{self.query() or '?'}&after={place}"


def _after(text: str) -> After | None:
    moment, _, pk = text.partition("_")
    known = number(pk)
    if known is None:
        return None
    if moment == NO_DUE:
        return After(None, known)
    try:
        return After(datetime.fromtimestamp(float(moment), UTC), known)
    except (ValueError, OverflowError, OSError):
        return None
