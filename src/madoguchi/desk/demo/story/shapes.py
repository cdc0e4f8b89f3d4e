"""What the demo provider's story is made of: frozen values, times relative to now, no rows yet.

Times are written in one of two ways, and never in both inside one conversation:

* ``Business(minutes_ago=48)``: 48 minutes of the *client's* business time before now; negative
  means ahead. Whatever the hour at which the demo starts, the reply clock shows the same figure.
* ``OpenDay(days_ago=12, clock="13:20")``: that clock time on the 12th day before today on which
  the client's desk is open at all (closed days are not counted, so that order is kept).

Texts hold tokens such as ``{day+3}`` and ``{promise}``; `wording.fill` writes them out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, kw_only=True)
class Business:
    """Whole minutes of the client's business time before now; negative: after now."""

    minutes_ago: int


@dataclass(frozen=True, kw_only=True)
class OpenDay:
    """``clock`` ("HH:MM", client's zone) on the n-th open day of the client before today."""

    days_ago: int
    clock: str


When: TypeAlias = Business | OpenDay

Range: TypeAlias = Sequence[str]
"""Two clock times ("22:00", "06:00"); an end before its start lies on the next day."""

Role: TypeAlias = Literal["operator", "director"]
Severity: TypeAlias = Literal["hint", "warn", "stop", "block"]
Verdict: TypeAlias = Literal["confirmed", "rejected"]


@dataclass(frozen=True, kw_only=True)
class Provider:
    """The firm that answers on its clients' behalf."""

    name: str
    short_name: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody of the provider who signs in with ``email`` and the demo's one password."""

    key: str
    name: str
    kana: str
    email: str
    is_admin: bool = False


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """From when until when a person works for a client, in days from today (negative: past)."""

    person: str
    client: str
    role: Role
    from_day: int
    until_day: int | None = None


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A client's contracted hours as they are every year; `clients.calendar` makes a calendar."""

    weekly: Mapping[str, Sequence[Range]]
    holidays: str | None = "JP"
    closed_each_year: Sequence[str] = ()
    open_extra_each_year: Mapping[str, Sequence[Range]] = field(default_factory=dict)
    tz: str = "Asia/Tokyo"


@dataclass(frozen=True, kw_only=True)
class Targets:
    """Levels of the reply clock, in business minutes since the ball came to us."""

    due: int = 60
    late: int = 180
    limit: int = 360


@dataclass(frozen=True, kw_only=True)
class Template:
    """A text to begin replies with; its placeholders are those of the product."""

    title: str
    body: str
    shortcut: str


@dataclass(frozen=True, kw_only=True)
class Client:
    """A client company and how the desk answers in its name.

    ``glossary`` maps the client's own word to the words to avoid for it, ``severities`` a rule's
    slug to the severity that this client wants. ``hue`` is 1 to 6, ``tile`` one character.
    """

    key: str
    name: str
    kana: str
    tile: str
    hue: int
    inboxes: Sequence[str]
    sender_name: str
    signature: str
    hours: Hours
    targets: Targets = field(default_factory=Targets)
    glossary: Mapping[str, Sequence[str]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    number_prefix: str = "MG"


@dataclass(frozen=True, kw_only=True)
class Customer:
    """A client's customer, or with ``of_client`` somebody of the client who writes by mail."""

    key: str
    client: str
    name: str
    email: str
    of_client: bool = False


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A small file that came or went with a message."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A given word inside a reply: what, and by when (written into the text at ``{promise}``)."""

    what: str
    due: When


@dataclass(frozen=True, kw_only=True)
class Guarded:
    """What became of the guard's word on a reply; rules by their slugs.

    ``first`` is how the text read until its writer took the rewrites, ``silenced`` what they left
    as it is, ``approver`` the director who let it out, ``reviews`` what a director said afterwards.
    """

    first: str = ""
    silenced: Sequence[str] = ()
    approver: str | None = None
    reviews: Mapping[str, Verdict] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened in a conversation.

    ``mail`` came from the customer (``author`` is None), ``reply`` went out, ``note`` stayed
    inside, ``no_answer`` marks the message before it as needing no answer (``text``: why).
    A ``holding`` reply always carries its promise. ``reason`` is what the author wrote where the
    guard said stop.
    """

    kind: Literal["mail", "reply", "note", "no_answer"]
    at: When
    text: str
    author: str | None = None
    channel: Literal["mail", "form"] = "mail"
    attachments: Sequence[Attachment] = ()
    promise: Promise | None = None
    holding: bool = False
    reason: str = ""
    guarded: Guarded = field(default_factory=Guarded)


@dataclass(frozen=True, kw_only=True)
class Closing:
    """Who closed a conversation, and when."""

    at: When
    by: str


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """One matter with a customer, its entries in the order in which they happened."""

    key: str
    client: str
    customer: str
    subject: str
    owner: str | None
    entries: Sequence[Entry]
    closed: Closing | None = None
    inbox: int = 0


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An unsent text that waits in the composer of a conversation."""

    conversation: str
    author: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SelfCheck:
    """What a client's director said of the last month; ``notes`` by the rule's slug."""

    client: str
    director: str
    note: str
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SampleMail:
    """A customer's mail that has not come yet: something to try."""

    key: str
    from_name: str
    from_email: str
    to: str
    subject: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Story:
    """Everything that the demo provider starts with.

    ``earlier`` are ten weeks of single questions and their answers, with something for the guard in
    many of them: what adherence counts.
    """

    provider: Provider
    password: str
    people: Sequence[Person]
    assignments: Sequence[Assignment]
    clients: Sequence[Client]
    customers: Sequence[Customer]
    conversations: Sequence[Conversation]
    earlier: Sequence[Conversation]
    self_checks: Sequence[SelfCheck]
    drafts: Sequence[Draft]
    sample_mails: Sequence[SampleMail]
