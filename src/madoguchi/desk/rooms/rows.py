"""What the templates of rooms are given: frozen rows."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from madoguchi.desk.conversations.rows import MessageRow
from madoguchi.desk.guard.rows import GuardRow
from madoguchi.desk.platform.rows import ClientChip, counted

NOT_CHECKED = GuardRow()


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One room in the list: whose, what is unread there, where the ball is with us."""

    client: ClientChip
    threads: int
    unread: int  # threads with something that the reader has not read
    ours: int  # threads in which the ball is with us
    last_at: datetime | None = None
    last_words: str = ""
    last_name: str = ""
    current: bool = False

    @property
    def unread_words(self) -> str:
        return counted(self.unread) if self.unread else ""


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One thread of a room. ball: us, them or none; channel: room or direct."""

    pk: int
    title: str
    snippet: str
    last_name: str  # who spoke last
    last_at: datetime
    ball: str
    channel: str
    is_unread: bool = False
    is_closed: bool = False
    current: bool = False
    files: tuple[str, ...] = ()  # of its last message, where that has no word


@dataclass(frozen=True, slots=True)
class Threads:
    """A part of a room's threads; `older` is the place from which the next goes on, "" at the end."""

    rows: tuple[ThreadRow, ...] = ()
    older: str = ""
    shown: int = 0  # with those before them
    theirs: bool = False  # those alone that wait for the client
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class SeenBy:
    """Who reads along in a room: how many of each side."""

    theirs: int
    ours: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A thread that is being begun, as typed; after a refusal with its sentence."""

    title: str = ""
    body: str = ""
    draft_key: str = ""
    refusal: str = ""
    matter: str = ""  # of a direct thread: between few it stays, also after a refusal
    reason: str = ""
    people: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A message that was looked for in the room."""

    pk: int
    thread_pk: int
    thread_title: str
    author: str
    at: datetime
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for: the newest, and whether there are more than are shown."""

    rows: tuple[FoundRow, ...] = ()
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class RoomPage:
    """The room of one client: its threads, who reads along, what is pinned, what was looked for."""

    client: ClientChip
    threads: Threads
    rooms: tuple[RoomRow, ...]
    current_pk: int | None = None
    find: str = ""
    found: Found = field(default_factory=Found)
    can_act: bool = True
    matters: tuple[tuple[str, str], ...] = ()  # for which a thread can be for few
    members: tuple[tuple[int, str], ...] = ()  # of the client, who sign in
    colleagues: tuple[tuple[int, str], ...] = ()
    typed: Typed = field(default_factory=Typed)

    @property
    def names(self) -> tuple[tuple[int, str], ...]:
        """Who can be called into a new thread."""
        return (*self.members, *self.colleagues)


@dataclass(frozen=True, slots=True)
class HeadRow:
    """What stands under a thread's title in a room."""

    seen_by: SeenBy
    thread_pk: int
    pins: tuple["PinRow", ...] = ()
    participants: tuple[str, ...] = ()  # of a direct thread
    matter: str = ""  # why it is one
    can_act: bool = True
    named: "NamedRow | None" = None  # who was named into it last
    is_left: bool = False  # nobody of ours takes part in it any more: told to us alone
    choices: tuple[tuple[int, str], ...] = ()  # whom the reader can name then


@dataclass(frozen=True, slots=True)
class NamedRow:
    """Somebody was named into a direct thread."""

    name: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PinRow:
    """A decision that stays in sight."""

    message_pk: int
    author: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ReactionRow:
    """How many gave this sign at a message, who, and whether the reader did."""

    kind: str
    label: str
    names: tuple[str, ...] = ()
    is_mine: bool = False

    @property
    def count(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What the room puts at one message."""

    message_pk: int
    company: str  # whose person wrote it, with the department
    read_by: tuple[str, ...] = ()  # of the other side
    reactions: tuple[ReactionRow, ...] = ()
    is_pinned: bool = False
    is_ours: bool = False
    can_be_excused: bool = False  # offers 「返信不要」
    gathers: str = ""  # "unread" or "read": a question of the reader's own, still open
    by_mail: bool = False  # a member wrote it as an answer to a letter
    numbers: tuple[str, ...] = ()  # to be copied, for somebody on a smartphone
    can_act: bool = True

    @property
    def read_count(self) -> int:
        return len(self.read_by)

    @property
    def given(self) -> tuple[ReactionRow, ...]:
        return tuple(one for one in self.reactions if one.count)


@dataclass(frozen=True, slots=True)
class Said:
    """What a member typed; after a refusal with its sentence."""

    title: str = ""
    text: str = ""
    draft_key: str = ""
    needs_no_answer: bool = False
    confidentiality: str = "internal"
    files: tuple[
        str, ...
    ] = ()  # the names of those that were chosen: no browser lets them be given back
    refusal: str = ""
    matter: str = ""  # of a direct thread: between few it stays, also after a refusal
    reason: str = ""
    people: frozenset[int] = frozenset()

    def refused(self, sentence: str) -> "Said":
        """The same, with why it was not said."""
        return replace(self, refusal=sentence)


@dataclass(frozen=True, slots=True)
class MemberThread:
    """A thread as a member reads it. waits_for: us (an answer of ours), them (theirs) or ""."""

    pk: int
    title: str
    messages: tuple[MessageRow, ...]
    head: HeadRow
    waits_for: str
    is_closed: bool = False
    names: tuple[tuple[int, str], ...] = ()
    said: str = ""  # the draft's key of what its reader said last

    @property
    def last_message_pk(self) -> int:
        return self.messages[-1].pk if self.messages else 0


@dataclass(frozen=True, slots=True)
class MemberRoom:
    """The member's page: the threads of their room, and the one that is open."""

    client: ClientChip
    threads: Threads
    thread: MemberThread | None = None
    is_new: bool = False  # one is being begun
    typed: Said = field(default_factory=Said)
    find: str = ""
    found: Found = field(default_factory=Found)
    names: tuple[tuple[int, str], ...] = ()  # who can be called into what is open
    matters: tuple[tuple[str, str], ...] = ()  # for which a thread can be for few

    @property
    def is_open(self) -> bool:
        """Whether something stands beside the list: on a phone, instead of it."""
        return self.thread is not None or self.is_new


@dataclass(frozen=True, slots=True)
class NextRow:
    """What is to be done after a call."""

    name: str
    what: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call; while its follow-up was not sent, with the draft and how many findings it has."""

    pk: int
    contact: str
    person: str
    began_at: datetime
    ended_at: datetime
    decided: tuple[str, ...]
    actions: tuple[NextRow, ...]
    due_at: datetime
    is_open: bool
    is_late: bool = False
    minutes_left: int = 0
    draft: str = ""
    guard: GuardRow = NOT_CHECKED  # of the draft
    leaves_at: datetime | None = None  # of a follow-up that was written and waits for a good moment

    @property
    def minutes(self) -> int:
        return int((self.ended_at - self.began_at).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class FootRow:
    """What stands under the last message of a thread: its calls, for us alone."""

    calls: tuple[CallRow, ...] = ()
    draft_key: str = ""
    last_seen: int = 0
