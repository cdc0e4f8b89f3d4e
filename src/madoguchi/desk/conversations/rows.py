"""What the desk's templates are given: frozen rows, made by queries.py, free of queries."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.conversations.act_rows import ActRow, Beside, MergeRow
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.composer_rows import ComposerRow, PresentRow
from madoguchi.desk.conversations.held_rows import HeldReplyRow
from madoguchi.desk.conversations.side_rows import Panel, SideRow
from madoguchi.desk.guard.differences import Part
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.promises.rows import PromiseMark

PICTURE_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp")
LARGEST_PICTURE = 5_000_000  # bytes, of a picture that is shown without being asked for


@dataclass(frozen=True, slots=True)
class PersonRow:
    pk: int
    name: str
    note: str = ""  # beside the name in a menu: 「担当 4件」

    @property
    def initial(self) -> str:
        return self.name[:1]


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    pk: int
    name: str
    content_type: str
    size: int  # bytes
    scan: str = ""  # what the scanner said: clean, infected, failed
    confidentiality: str = "public"  # public, internal or restricted

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def is_picture(self) -> bool:
        """Whether the thread shows it: a picture by its bytes, and not a heavy one."""
        is_shown = self.content_type in PICTURE_TYPES and self.size <= LARGEST_PICTURE
        return is_shown and not self.is_infected

    @property
    def is_infected(self) -> bool:
        return self.scan == "infected"


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """How far our message came. state: waiting, sent, retrying, failed or bounced."""

    state: str
    at: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One entry of the thread. side: them, us, note or recalled. kind as the mail engine says."""

    pk: int
    side: str
    author: str  # with 様 for a customer
    at: datetime
    text: str  # without quote and signature
    full_text: str = ""  # the whole text, when it differs
    kind: str = "message"  # message, auto_reply, bounce, delay
    attachments: tuple[AttachmentRow, ...] = ()
    delivery: DeliveryRow | None = None
    send_reason: str = ""  # why it was sent in spite of a stop
    approved_by: str = ""
    changed: tuple[Part, ...] = ()  # what the director changed before it left
    is_unanswered: bool = False  # offers 「返信不要にする」
    no_answer_reason: str = ""
    no_answer_by: str = ""
    copied: tuple[str, ...] = ()  # addresses in Cc
    has_html: bool = False  # offers 「HTMLで表示」
    strange_address: str = ""  # from where it came, when that is not the customer's address
    opens_day: bool = False  # the first of its day in the thread
    is_mail: bool = True  # False: said in the client's room
    mark: Panel | None = None  # what the room puts at it
    promises: tuple[PromiseMark, ...] = ()  # that it gave
    made: Panel | None = None  # what was made of it
    is_urgent: bool = False  # it did not wait for a good moment of whom it reaches
    urgent_reason: str = ""

    @property
    def initial(self) -> str:
        return self.author[:1]

    @property
    def is_line(self) -> bool:
        """Whether it is told in one line: not what was said, but what became of it."""
        return self.side == "recalled"

    @property
    def has_marks(self) -> bool:
        """Whether something about it is said before it is read."""
        return self.kind != "message" or self.is_urgent or bool(self.strange_address)

    @property
    def has_beside(self) -> bool:
        """Whether it came or left with more than its words."""
        return self.has_html or bool(self.attachments)

    @property
    def is_plainly_sent(self) -> bool:
        """Whether nothing stands under it but that it left, as with most of ours."""
        left = self.delivery is not None and self.delivery.state == "sent"
        return left and not self.is_unanswered and not self._said_under

    @property
    def has_foot(self) -> bool:
        """Whether anything stands under it: what became of it, why it was sent, why nobody answers."""
        return self.is_unanswered or self.delivery is not None or bool(self._said_under)

    @property
    def _said_under(self) -> str:
        sent = self.send_reason or self.urgent_reason or self.approved_by
        return sent or self.no_answer_reason or self.no_answer_by

    @property
    def has_acts(self) -> bool:
        """Whether something can be done about it: then it holds a form, which is no two times the same."""
        state = self.delivery.state if self.delivery else ""
        return self.is_unanswered or self.mark is not None or state in {"failed", "bounced"}

    @property
    def pictures(self) -> tuple[AttachmentRow, ...]:
        return tuple(one for one in self.attachments if one.is_picture)

    @property
    def has_more(self) -> bool:
        return bool(self.full_text) and self.full_text.strip() != self.text.strip()


class RoomParts(NamedTuple):
    """What the room adds to a thread: under its title, after its last message, and who can be called."""

    channel: str = "mail"
    head: Panel | None = None
    foot: Panel | None = None
    names: tuple[tuple[int, str], ...] = ()
    ways: Panel | None = None  # how whom an answer reaches wants to be written to


NO_ROOM = RoomParts()


@dataclass(frozen=True, slots=True)
class ConversationDetail:
    """The middle pane with its head, thread and composer, and the side beside it."""

    pk: int
    number: str  # 「MG-4127」
    client: ClientChip
    subject: str
    ball: str
    clock: ClockRow
    owner: PersonRow | None
    is_mine: bool
    people: tuple[PersonRow, ...]  # who could take it, the present owner left out
    thread: tuple[MessageRow | MergeRow, ...]  # the messages, and what was merged in when it was
    composer: ComposerRow
    side: SideRow
    closed_at: datetime | None = None
    closed_by: str = ""
    held: HeldReplyRow | None = None
    present: tuple[PresentRow, ...] = ()  # who else has it open
    beside: Beside = field(default_factory=Beside)
    act: ActRow | None = None  # the card that is open
    can_act: bool = True  # False: an admin who reads with a written reason
    access_until: datetime | None = None
    room: RoomParts = NO_ROOM

    @property
    def messages(self) -> tuple[MessageRow, ...]:
        return tuple(one for one in self.thread if isinstance(one, MessageRow))

    @property
    def waits_for_approval(self) -> bool:
        """Whether a reply of the reader's own waits for a director."""
        return self.held is not None and self.held.is_mine and self.held.state == "waiting"

    @property
    def newest_merge_pk(self) -> int:
        """The conversation that was put into this one last: what a writer must have seen."""
        return max((one.pk for one in self.beside.merges), default=0)

    @property
    def last_message_pk(self) -> int:
        """The newest message between the customer and us: what a writer must have seen."""
        said = (
            one.pk for one in self.messages if one.side in {"them", "us"} and one.kind == "message"
        )
        return max(said, default=0)
