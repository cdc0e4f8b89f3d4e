"""What the desk's templates are given: frozen rows, made by queries.py, free of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.side_rows import SideRow
from madoguchi.desk.guard.rows import FindingRow, GuardRow
from madoguchi.desk.platform.rows import ClientChip, NavItem

# slug → (label, icon); the order is the sidebar's
QUEUES: Mapping[str, tuple[str, str]] = {
    "mine": ("自分のボール", "circle-dot"),
    "soon": ("期限が近い・超過", "timer"),
    "late": ("遅延", "octagon-alert"),
    "unassigned": ("担当なし", "user-round-x"),
    "waiting": ("承認待ち", "user-round-check"),
    "undelivered": ("届かなかった返信", "circle-alert"),
    "theirs": ("相手のボール", "pause"),
    "open": ("対応中すべて", "clipboard-list"),
    "closed": ("完了", "check"),
}
_COUNT_STATES = {"soon": "soon", "late": "late", "waiting": "soon", "undelivered": "late"}


def desk_query(queue: str, client: int | None = None) -> str:
    """The query string that keeps a queue and a client filter: "?queue=mine&client=3"."""
    chosen: dict[str, str | int] = {"queue": queue}
    if client is not None:
        chosen["client"] = client
    return "?" + urlencode(chosen)


def queue_items(
    counts: Mapping[str, int | None], *, current: str, client: int | None = None
) -> tuple[NavItem, ...]:
    """The sidebar's queues, in order; a queue that `counts` does not name is left out."""
    return tuple(
        NavItem(
            slug=slug,
            label=label,
            icon=icon,
            query=desk_query(slug, client),
            count=counts[slug],
            state=_COUNT_STATES.get(slug, "") if counts[slug] else "",
            current=slug == current,
        )
        for slug, (label, icon) in QUEUES.items()
        if slug in counts
    )


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One line of the list. ball: us, them or none."""

    pk: int
    client: ClientChip
    subject: str
    customer_name: str
    snippet: str
    ball: str
    clock: ClockRow
    is_unread: bool = False
    owner_name: str = ""
    has_delivery_trouble: bool = False


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Lines under one heading; the first group's heading is the page's own title."""

    heading: str
    total: int
    rows: tuple[ConversationRow, ...]
    more_query: str = ""  # the query of the next page, "" when all are shown


@dataclass(frozen=True, slots=True)
class DeskList:
    """The left pane: a queue, perhaps of one client."""

    queue: str
    groups: tuple[ListGroup, ...]
    client: ClientChip | None = None
    unassigned_count: int = 0  # offered when one's own list is empty

    @property
    def title(self) -> str:
        return QUEUES[self.queue][0]

    @property
    def query(self) -> str:
        return desk_query(self.queue, self.client.pk if self.client else None)

    @property
    def query_without_client(self) -> str:
        return desk_query(self.queue)

    @property
    def total(self) -> int:
        return self.groups[0].total if self.groups else 0

    @property
    def is_ours(self) -> bool:
        """Whether the queue holds what we owe an answer."""
        return self.queue not in {"theirs", "closed", "undelivered"}

    @property
    def is_empty(self) -> bool:
        return not self.total

    @property
    def first(self) -> ConversationRow | None:
        return self.groups[0].rows[0] if self.groups and self.groups[0].rows else None


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

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """How far our message came. state: waiting, sent, retrying, failed or bounced."""

    state: str
    at: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One entry of the thread. side: them, us or note. kind as the mail engine says."""

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
    is_unanswered: bool = False  # offers 「返信不要にする」
    no_answer_reason: str = ""
    no_answer_by: str = ""
    strange_address: str = ""  # from where it came, when that is not the customer's address

    @property
    def initial(self) -> str:
        return self.author[:1]

    @property
    def has_more(self) -> bool:
        return bool(self.full_text) and self.full_text.strip() != self.text.strip()


@dataclass(frozen=True, slots=True)
class ComposerRow:
    """The form for a reply and a note, as it stands: also after a refusal, text kept."""

    conversation_pk: int
    client: ClientChip
    to_name: str
    to_address: str
    draft_key: str  # made when the form is rendered: the same key is sent once
    last_seen: int  # the last message that the writer saw
    body: str = ""
    note: str = ""
    reason: str = ""
    kind: str = "reply"  # the tab shown: reply or note
    guard: GuardRow = field(default_factory=GuardRow)
    refusal: str = ""  # why it was not sent
    note_refusal: str = ""
    can_send: bool = True
    cannot_send_reason: str = ""


@dataclass(frozen=True, slots=True)
class HeldReplyRow:
    """A reply that waits for a director, or was given back. state: waiting or returned."""

    pk: int
    author: str
    at: datetime
    text: str
    findings: tuple[FindingRow, ...]
    state: str = "waiting"
    can_decide: bool = False
    decided_by: str = ""
    decision_note: str = ""
    refusal: str = ""


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
    messages: tuple[MessageRow, ...]
    composer: ComposerRow
    side: SideRow
    closed_at: datetime | None = None
    closed_by: str = ""
    held: HeldReplyRow | None = None
    can_act: bool = True  # False: an admin who reads with a written reason
    access_until: datetime | None = None

    @property
    def last_message_pk(self) -> int:
        """The newest message between the customer and us: what a writer must have seen."""
        said = (one.pk for one in self.messages if one.side != "note" and one.kind == "message")
        return max(said, default=0)
