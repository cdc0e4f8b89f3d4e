"""What surrounds a draft: all that the rules may know besides its text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time


@dataclass(frozen=True)
class WorkingHours:
    """The recipient's working week: ISO weekdays (1 = Monday), local opening and closing, IANA zone.

    Public holidays of Japan are no working days unless `on_holidays` is set.
    """

    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    open: time = time(10)
    close: time = time(19)
    tz: str = "Asia/Tokyo"
    on_holidays: bool = False


@dataclass(frozen=True)
class Timing:
    """What the recipient's own hours and absences say of `sent_at`, where they are known.

    wrong: absent, holiday, closed, day-off, outside-hours or before-closing; "" for a good moment.
    `good_at` is the next good one, None where none is known.
    """

    wrong: str = ""
    good_at: datetime | None = None


@dataclass(frozen=True)
class Attachment:
    """A file sent along; confidentiality is public, internal or restricted."""

    name: str
    confidentiality: str = "public"


@dataclass(frozen=True)
class Link:
    """An address in the text; access is public, shared, internal or unset."""

    url: str
    access: str = "unset"


@dataclass(frozen=True)
class OtherClient:
    """Another company that the same desk answers for: its name, and its brands and domains."""

    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordRule:
    """A word rule written without code: any of `avoid` becomes `prefer`, except inside of `exceptions`.

    An empty `prefer` means that only the writer knows what belongs there.
    """

    avoid: tuple[str, ...]
    prefer: str = ""
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class PreviousMessage:
    """An earlier message of the same room, from me, them or a colleague."""

    sender: str
    text: str
    at: datetime | None = None


@dataclass(frozen=True)
class Context:
    """What surrounds a draft; the defaults are those of a key left out of a record.

    `glossary` maps the client's own word to the words that it replaces. Without `sent_at` nothing
    is judged by time and no time is proposed; without `working_hours` none is proposed either.
    `timing` judges the moment more closely than `working_hours`, which stand for it where it is None.
    `attachments` of None are unknown, an empty tuple is none. `record` is all that was said in the
    conversation before, None when unknown. `mandatory` phrases belong into the conversation,
    `forbidden` ones into no message.
    """

    sent_at: datetime | None = None
    working_hours: WorkingHours | None = None
    timing: Timing | None = None
    room: str = "shared"
    members: int = 2
    audience: tuple[str, ...] = ("external",)
    clearance: tuple[str, ...] = ()
    recipient_device: str | None = None
    urgent: bool = False
    after_call: bool = False
    due_at: datetime | None = None
    glossary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] | None = None
    links: tuple[Link, ...] = ()
    previous: tuple[PreviousMessage, ...] = ()
    others: tuple[OtherClient, ...] = ()
    record: str | None = None
    mandatory: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    word_rules: tuple[WordRule, ...] = ()
