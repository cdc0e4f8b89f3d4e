"""What the pages of a client's contacts show."""

from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody at the client. standing: member, invited, lapsed (the invitation is over), listed."""

    pk: int
    client: ClientChip
    name: str
    email: str
    department: str
    device: str  # pc, phone
    standing: str
    is_owner: bool = False
    preferred_form: str = ""
    preferred_words: str = ""
    away_until: date | None = None  # the last day of an absence that is running
    seen_at: datetime | None = None

    @property
    def standing_words(self) -> str:
        return {
            "member": say("ログインできます"),
            "invited": say("招待ずみ"),
            "lapsed": say("招待の期限切れ"),
            "listed": say("ログインなし"),
        }[self.standing]


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Days away, both included."""

    pk: int
    first: date
    last: date
    note: str
    is_past: bool
