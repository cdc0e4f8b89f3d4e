"""What the portal shows of one request, and of the files of the room: frozen rows, free of queries."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.tasks.rows import TaskRow


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that was given in the room, by whom, when and for whom (public, internal, restricted)."""

    pk: int
    name: str
    content_type: str
    size: int  # bytes
    scan: str  # what the scanner said: clean, infected, failed; "" before
    confidentiality: str
    at: datetime
    by: str
    thread_pk: int
    message_pk: int
    thread_title: str

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def is_infected(self) -> bool:
        return self.scan == "infected"


@dataclass(frozen=True, slots=True)
class FilesPage:
    """The newest files first; `older` is the id that the next page begins below, 0 for none."""

    rows: tuple[FileRow, ...]
    older: int = 0


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A message of either side in the request's thread."""

    pk: int
    by: str
    is_ours: bool  # of the desk
    at: datetime
    text: str

    @property
    def initial(self) -> str:
        return self.by[:1]


@dataclass(frozen=True, slots=True)
class ToldDelay:
    """A delay that the client was told of; `message_pk` where a message that they read told it."""

    due_at: datetime
    new_due_at: datetime
    told_at: datetime
    message_pk: int | None


@dataclass(frozen=True, slots=True)
class RequestDetail:
    """One request. `thread_pk` is None where it was not made in the room."""

    row: TaskRow
    asked_at: datetime
    asked_by: str
    question: str = ""  # what we wait to hear
    delays: tuple[ToldDelay, ...] = ()
    thread_pk: int | None = None
    thread_title: str = ""
    said: tuple[SaidRow, ...] = ()
    has_more: bool = False  # said before that
    files: tuple[FileRow, ...] = ()
