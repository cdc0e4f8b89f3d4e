"""What stands under a reply that is being written: what it promises, and what it would keep."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.conversations import giving
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries.guards import Judged
from madoguchi.desk.conversations.side_rows import Panel
from madoguchi.desk.guard.rows import GuardRow
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.promises.given import LONG_AGO, Chip, Given, Promised, matched
from madoguchi.desk.promises.queries import standing
from madoguchi.desk.promises.rows import ChipRow, OwedRow, PanelRow, PromisedRow, ShiftRow
from madoguchi.engines.rulebook import Draft


@dataclass(frozen=True, slots=True)
class Reading:
    """When a text will be read: `at` None for at once; `is_planned`: its writer named the moment."""

    at: datetime | None = None
    is_planned: bool = False


def reading_of(guard: GuardRow, *, leaves_at: datetime | None, now: datetime) -> Reading:
    """At the moment that was named, if that is ahead; else as the one button says that it leaves."""
    if leaves_at is not None and leaves_at > now:
        return Reading(leaves_at, is_planned=True)
    return Reading(guard.offer.at if guard.offer and guard.waits else None)


def promised_row(
    conversation: Conversation, judged: Judged, typed: Promised, *, reading: Reading, now: datetime
) -> PromisedRow:
    """For the text that was judged, as its writer has mended it so far and its reader will read it.

    What is owed is checked by itself where the reply promises nothing new: it is the answer then.
    """
    if not judged.is_checked or judged.draft is None:
        return PromisedRow()
    pairs = matched(judged.promises(reading.at), typed.chips or ())
    fitted = ((found, chip and chip.fitted(found)) for found, chip in pairs)
    chips = tuple(_chip(n, found, chip, now) for n, (found, chip) in enumerate(fitted))
    is_answer = all(one.is_struck for one in chips)
    owed = standing.owed_in(conversation.client_id, conversation.pk)
    return PromisedRow(
        chips=chips,
        owed=_owed(owed, typed.keeps, is_answer, now),
        keeps_by_itself=is_answer,
        read_at=reading.at,
        is_planned=reading.is_planned,
        shifts=_shifts(judged.draft, reading, now),
    )


def _shifts(draft: Draft, reading: Reading, now: datetime) -> tuple[ShiftRow, ...]:
    if reading.at is None:
        return ()
    found = giving.shifted_in(draft, written_at=now, read_at=reading.at)
    return tuple(ShiftRow(one.said, one.written, one.read) for one in found)


def _chip(n: int, found: Given, chip: Chip | None, now: datetime) -> ChipRow:
    mended = chip.due_at if chip and chip.due_at and chip.due_at > LONG_AGO else None
    return ChipRow(
        n=n,
        span=found.span,
        what=(chip.what if chip else None) or found.what,
        due_at=mended or found.due_at,
        found_what=found.what,
        found_due_at=found.due_at,
        now=now,
        is_struck=chip is not None and chip.is_struck,
    )


def _owed(
    owed: Collection[standing.Owed],
    keeps: frozenset[int] | None,
    is_answer: bool,  # noqa: FBT001 (what holds while nobody chose)
    now: datetime,
) -> tuple[OwedRow, ...]:
    return tuple(
        OwedRow(
            pk=one.pk,
            what=one.what,
            due_at=one.due_at,
            is_overdue=one.due_at <= now,
            is_checked=is_answer if keeps is None else one.pk in keeps,
        )
        for one in owed
    )


def promises_panel(conversation: Conversation, person: Person, now: datetime) -> Panel | None:  # noqa: ARG001 (a maker's signature)
    """What is promised in this conversation and open still; None for nothing."""
    rows = standing.open_in_conversation(conversation.pk, now)
    return Panel("promises/parts/panel.html", PanelRow(rows)) if rows else None


def promises_asked(
    conversation: Conversation,
    person: Person,  # noqa: ARG001 (an asker's signature)
    now: datetime,  # noqa: ARG001 (the same)
) -> tuple[prepared.Asked, ...]:
    """What the panel asks the database, for who asks it ahead of its time."""
    return (standing.open_asked(conversation.pk),)
