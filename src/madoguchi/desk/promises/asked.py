"""What an address of the ledger asks for: whose promises, of which client, in which state, due when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from madoguchi.desk.platform.typed import day, number, place

MINE, ALL = "mine", "all"
# due: whatever became of it, its time has come; so the kept rate counts. mended: of those of ours, the
# ones whose due time was put elsewhere.
STATES = ("open", "overdue", "kept", "late", "broken", "released", "due", "mended", "all")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the ledger begins: after this promise."""

    due_at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class Asked:
    """`owner` is mine, all, or a person's number. `first` and `last` are days of the due time, both included."""

    owner: str = MINE
    client_id: int | None = None
    state: str = "open"
    first: date | None = None
    last: date | None = None
    after: Place | None = None

    @property
    def is_upward(self) -> bool:
        """What is owed stands with the first due first; what is settled, with the newest first."""
        return self.state in {"open", "overdue"}

    def query(self, **changes: object) -> str:
        """The address's query with these changes: "?owner=…"; the page is the first one again."""
        return replace(self, **{"after": None, **changes}).address  # type: ignore[arg-type] # fields by name

    def owner_id(self, person_id: int) -> int | None:
        """Whose promises; None for everybody's."""
        if self.owner == ALL:
            return None
        return person_id if self.owner == MINE else int(self.owner)

    @property
    def address(self) -> str:
        """The query that asks for just this."""
        named = {
            "owner": "" if self.owner == MINE else self.owner,
            "client": str(self.client_id or ""),
            "state": "" if self.state == "open" else self.state,
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            "after": f"{self.after.due_at.isoformat()}~{self.after.pk}" if self.after else "",
        }
        told = {name: value for name, value in named.items() if value}
        return f"?{urlencode(told)}" if told else "?"


def asked_of(address: Mapping[str, str], clients: Collection[int]) -> Asked:
    """Whatever cannot be read is as if it were not there; a client out of sight, too."""
    owner, client_id = address.get("owner", ""), number(address.get("client", ""))
    state = address.get("state", "")
    return Asked(
        owner=owner if owner == ALL or number(owner) is not None else MINE,
        client_id=client_id if client_id in clients else None,
        state=state if state in STATES else "open",
        first=day(address.get("from", "")),
        last=day(address.get("to", "")),
        after=_place(address.get("after", "")),
    )


def _place(text: str) -> Place | None:
    found = place(text)
    return None if found is None else Place(*found)
