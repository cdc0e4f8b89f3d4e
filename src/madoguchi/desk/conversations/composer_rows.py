"""What the composer and the people around it are given: frozen rows, free of queries."""

from dataclasses import dataclass, field
from datetime import datetime

from madoguchi.desk.files.limits import LARGEST_FILE
from madoguchi.desk.guard.rows import GuardRow
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import later
from madoguchi.desk.promises.given import Promised
from madoguchi.desk.promises.rows import PromisedRow


@dataclass(frozen=True, slots=True)
class PresentRow:
    """Somebody else who has the conversation open, and for how many seconds that still counts."""

    pk: int
    name: str
    is_writing: bool
    seconds_left: int

    @property
    def initial(self) -> str:
        return self.name[:1]


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A reply template, its placeholders filled for this conversation; 〔　〕 is left to write."""

    pk: int
    title: str
    text: str
    shortcut: str = ""


MARKS = {
    "public": later("公開"),
    "internal": later("社内限り"),
    "restricted": later("取扱注意"),
}


@dataclass(frozen=True, slots=True)
class DraftFileRow:
    """A file that leaves with the reply."""

    pk: int
    name: str
    size: int  # bytes
    is_image: bool = False
    is_infected: bool = False
    confidentiality: str = "public"  # public, internal or restricted

    @property
    def mark(self) -> str:
        """「社内限り」; "" for a public one."""
        return str(MARKS[self.confidentiality]) if self.confidentiality != "public" else ""


@dataclass(frozen=True, slots=True)
class CopyRow:
    """Somebody who was in Cc of a mail of this conversation and may be put into ours."""

    address: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class ComposerRow:
    """The form for a reply and a note, as it stands: also after a refusal, text kept."""

    conversation_pk: int
    client: ClientChip
    to_name: str
    to_address: str
    draft_key: str  # made when the form is rendered: the same key is sent once
    last_seen: int  # the last message that the writer saw
    seen_merge: int = 0  # the last conversation that was put into this one, as the writer saw
    body: str = ""
    note: str = ""
    reason: str = ""
    kind: str = "reply"  # the tab shown: reply or note
    guard: GuardRow = field(default_factory=GuardRow)
    promised: PromisedRow = field(default_factory=PromisedRow)
    trace: Trace = field(default_factory=Trace)  # what became of the guard's findings so far
    marked: Promised = field(default_factory=Promised)  # chips mended or struck so far
    rewritten: str = ""  # the rewrites that this window has taken, as its script tells them
    refusal: str = ""  # why it was not sent
    note_refusal: str = ""
    can_send: bool = True
    cannot_send_reason: str = ""
    sender_name: str = ""  # as whom the mail goes out
    signature: str = ""  # what is put under the text when it is sent
    revision: int = 0  # which keeping of the draft this is
    elsewhere: str = ""  # what another window of the same person wrote meanwhile
    copies: tuple[CopyRow, ...] = ()
    seen_before: int = 0  # after a refusal: up to where they had seen; what is newer is marked
    mentioned: frozenset[int] = frozenset()  # who was picked to be called by the note
    copied_typed: str = ""  # further addresses for Cc, as typed
    files: tuple[DraftFileRow, ...] = ()
    files_refusal: str = ""  # why a file was not attached
    planned_for: datetime | None = None  # when it was to leave, before it was taken back
    asked_for: datetime | None = None  # when it is to leave, if that is meant
    asked_why: str = ""
    urgent_reason: str = ""  # why it cannot wait, as typed
    urgency_missing: bool = False  # it was to leave as urgent, without a word why
    is_mail: bool = True  # False: what is written is said in the client's room

    @property
    def largest_file(self) -> int:
        """In bytes."""
        return LARGEST_FILE

    @property
    def largest_file_mb(self) -> int:
        return LARGEST_FILE // 1_000_000

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """What a file can be marked as: 「public」, 「公開」."""
        return tuple((value, str(label)) for value, label in MARKS.items())

    @property
    def has_copies(self) -> bool:
        return bool(self.copied_typed) or any(one.is_chosen for one in self.copies)
