"""What a reply promises and which promises it keeps: read from its text, confirmed by its writer."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import hours
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.typed import YEARS
from madoguchi.desk.promises.actions import giving, settling
from madoguchi.desk.promises.given import Given, Promised, standing
from madoguchi.engines import promises
from madoguchi.engines.rulebook import Draft, WorkingHours

# The message, its author and what it promises; the rest comes back: what is promised anew.
Mender = Callable[[Message, Person, tuple[Given, ...]], tuple[Given, ...]]
_menders: list[Mender] = []


def mended_by(*menders: Mender) -> None:
    """Who of the features above knows that a promise puts off another one; wiring says so once."""
    _menders[:] = menders


def said_in(draft: Draft, read_at: datetime | None = None) -> tuple[Given, ...]:
    """What the draft promises, in the client's hours, to who reads it then: else at its context's moment."""
    context = draft.context
    if context.sent_at is None or context.working_hours is None:
        return ()
    at = (read_at or context.sent_at).astimezone(context.sent_at.tzinfo)
    return _read(draft.text, at, context.working_hours)


def shifted_in(
    draft: Draft, *, written_at: datetime, read_at: datetime
) -> tuple[promises.Shift, ...]:
    """The words of the draft that name another day when it is read."""
    working = draft.context.working_hours
    if working is None:
        return ()
    zone = ZoneInfo(working.tz)
    return promises.shifts(
        draft.text,
        written_at=written_at.astimezone(zone),
        read_at=read_at.astimezone(zone),
        hours=_to_the_end(working),
    )


def extracted(conversation: Conversation, text: str, *, now: datetime) -> tuple[Given, ...]:
    """The same of any text of ours in this conversation, sent now."""
    calendar = policies.in_force(conversation.client_id).calendar
    working = hours.working_hours(calendar)
    return _read(text, now.astimezone(ZoneInfo(working.tz)), working)


def refuse_unless_possible(promised: Promised, now: datetime) -> None:
    """A time that a person wrote into a chip lies ahead. Raises promises' BadDue."""
    for chip in promised.chips or ():
        if chip.due_at is not None and not chip.is_struck:
            giving.refuse_unless_due_ahead(chip.due_at, now)


def settle(
    message: Message,
    author: Person,
    said: Sequence[Given],
    promised: Promised,
    *,
    owed: Collection[int],
) -> bool:
    """Keep what the reply promises and settle what it keeps; whether it holds: promises anything.

    `said` is what its text promises, `owed` are the open promises of ours in its conversation.
    Inside of the sending transaction. What only puts an earlier promise off is that one still, as
    those say who know (`mended_by`).
    """
    stands = standing(said, promised.chips or ()) if promised.is_read else ()
    anew = stands
    for mender in _menders if stands else ():
        anew = mender(message, author, anew)
    keeps = promised.keeps if promised.keeps is not None else frozenset(() if stands else owed)
    if keeps & set(owed):
        settling.keep_with_message(
            client_id=message.client_id,
            conversation_id=message.conversation_id,
            promise_ids=keeps,
            message_id=message.pk,
            person=author,
            now=message.at,
        )
    if anew:
        giving.give_promises(
            client_id=message.client_id,
            conversation_id=message.conversation_id,
            message_id=message.pk,
            given=anew,
            given_at=message.at,
            given_by=author,
            owner=author,
        )
    return bool(stands)


def _read(text: str, sent_at: datetime, working: WorkingHours) -> tuple[Given, ...]:
    found = promises.extract(text, sent_at=sent_at, hours=_to_the_end(working))
    return tuple(
        Given(span=said, what=one.what.strip() or said.strip(), due_at=one.due)
        for one, said in ((one, text[one.start : one.end]) for one in found)
        if one.due.year in YEARS
    )


def _to_the_end(working: WorkingHours) -> WorkingHours:
    """A day that is open to its end, as the engine knows it."""
    is_whole = working.close == hours.LAST_MINUTE
    return replace(working, close=time.max) if is_whole else working
