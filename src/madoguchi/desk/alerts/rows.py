"""What the pages of alerts show: frozen rows, free of queries."""

from dataclasses import dataclass
from datetime import datetime, time

from madoguchi.desk.platform.rows import ClientChip


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert. tone: soon, over, late or hard, as the clock's states are called; call; approval; hold."""

    pk: int
    client: ClientChip
    number: str
    subject: str
    words: str
    tone: str
    at: datetime
    level_at: datetime
    is_seen: bool
    beginning: str = ""  # of the note that calls


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One's alerts, the newest first."""

    rows: tuple[AlertRow, ...]
    unseen: int
    older: str = ""  # the query of the next page, "" when all are shown


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """The form of how to be told, as it stands."""

    in_app: bool
    by_mail: bool
    by_browser: bool
    minutes_before: str
    days: str
    begins: time | str
    ends: time | str
    email: str
    refusal: str = ""

    @property
    def begins_text(self) -> str:
        return _hours(self.begins)

    @property
    def ends_text(self) -> str:
        return _hours(self.ends)


def _hours(value: time | str) -> str:
    return value if isinstance(value, str) else f"{value:%H:%M}"
