"""What can happen to a client and to who sees it."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.events import Happening


@dataclass(frozen=True, kw_only=True)
class ClientAdded(Happening):
    """A client came to the desk."""


@dataclass(frozen=True, kw_only=True)
class PersonAssigned(Happening):
    """Somebody was assigned to the client."""

    person_id: int
    role: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class AccessReasoned(Happening):
    """An admin wrote why they must read this client's conversations."""

    access_id: int
    ends_at: datetime
