"""What the admin's pages about clients show: the list, and access with a written reason."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.rows import ClientChip


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client in the admin's list. access_until: the admin may read until then."""

    client: ClientChip
    addresses: tuple[str, ...]
    hours: str  # 「平日 10:00–19:00」
    people: tuple[str, ...]  # names of the operators and directors assigned now
    access_until: datetime | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A reply template in use; its body still has its placeholders (clients/templating.py)."""

    pk: int
    title: str
    body: str
    shortcut: str


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One past or present access by written reason."""

    person_name: str
    reason: str
    since: datetime
    until: datetime
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class ClientAccess:
    """The page where an admin writes why a client's conversations must be read."""

    client: ClientChip
    minutes: int  # how long an access lasts
    accesses: tuple[AccessRow, ...]
    current_until: datetime | None = None
    desk_query: str = ""  # the desk filtered to this client
    reason: str = ""
    refusal: str = ""
