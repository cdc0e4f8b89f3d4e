"""What the form of a call note is given: frozen rows."""

from dataclasses import dataclass

from madoguchi.desk.platform.rows import ClientChip


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody of the client, as a choice."""

    pk: int
    name: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class NextTyped:
    """One next action as typed: whose (an id), what, until when."""

    owner: int | None = None
    what: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class CallForm:
    """The form of a call note; after a refusal as typed."""

    thread_pk: int
    thread_title: str
    client: ClientChip
    contacts: tuple[ContactRow, ...]
    colleagues: tuple[ContactRow, ...]
    values: dict[str, str]
    contact: int | None = None  # with whom it was, as chosen
    places: tuple[NextTyped, ...] = ()  # of next actions
    refusal: str = ""
