"""What the pages of mail show: the quarantine, mailboxes, and what is late."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """One mail that waits for a person. kind: unreadable, unknown, spam, flood, forged, outsider or too_big."""

    pk: int
    received_at: datetime
    kind: str
    sender: str
    recipient: str
    subject: str  # as far as it can be read, may be ""
    reason: str  # why it lies here, in one sentence
    size: int  # bytes

    @property
    def kind_label(self) -> str:
        return {
            "unknown": say("委託元が不明"),
            "spam": say("迷惑メールの疑い"),
            "flood": say("短時間に大量"),
            "forged": say("差出人が確かめられません"),
            "outsider": say("個別スレッドの参加者か不明"),
            "too_big": say("大きすぎます"),
        }.get(self.kind, say("読めません"))

    @property
    def is_held(self) -> bool:
        """Whether it can be read, and only waits for a person to say so."""
        return self.kind in {"spam", "flood", "forged", "outsider"}


@dataclass(frozen=True, slots=True)
class HeaderRow:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class QuarantineMail:
    """One of them opened: its headers, the beginning of its raw text, what can be done."""

    row: QuarantineRow
    headers: tuple[HeaderRow, ...]
    excerpt: str
    is_cut: bool  # the excerpt is not the whole
    tries: int
    last_tried_at: datetime | None
    can_route: bool  # an admin chooses the client
    can_retry: bool = True  # somebody assigned to its client; nobody while the client is unknown
    clients: tuple[ClientChip, ...] = ()
    refusal: str = ""
    is_between_few: bool = False  # it answers a direct thread: who reads that one sees it


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One finding of a mailbox's test. state: good, note or bad."""

    direction: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """A mailbox in the list. state: fetching, waiting (never reached yet), trouble, off or sends_only."""

    pk: int
    client: ClientChip
    address: str
    imap_server: str
    smtp_server: str  # "" for the provider's own
    state: str
    words: str  # what is wrong, "" when nothing is
    since: datetime | None  # of the trouble, or the last contact
    begins: datetime | None = None  # older mails stay on the server; None: everything is fetched

    @property
    def tone(self) -> str:
        return {"fetching": "ok", "trouble": "danger", "off": "", "sends_only": "ok"}.get(
            self.state, "warn"
        )

    @property
    def state_label(self) -> str:
        return {
            "fetching": say("受信しています"),
            "waiting": say("まだつながっていません"),
            "trouble": say("つながりません"),
            "off": say("止めています"),
            "sends_only": say("送信だけに使っています"),
        }[self.state]


@dataclass(frozen=True, slots=True)
class LateRow:
    """Replies of one client that cannot leave at the moment, through one server."""

    client: ClientChip
    sender: str
    mails: int
    since: datetime
    words: str  # the server's trouble; "" where it might name a customer


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One folder in its present life: what is on the server and what became of it."""

    address: str
    folder: str
    uidvalidity: int
    on_server: int  # when we last looked
    left_out: int  # of them, from before the mailbox's beginning
    in_ledger: int
    stored: int
    read: int
    quarantined: int
    failed: int
    gone: int

    @property
    def missing(self) -> int:
        """Mails on the server of which something should be stored and is not: 0 is complete."""
        return max(self.on_server - self.left_out - self.stored, 0)
