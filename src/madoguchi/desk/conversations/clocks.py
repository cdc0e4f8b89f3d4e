"""The reply clock's rows: each step of the engine's fold, kept; and the whole fold, rebuilt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import clock_columns
from madoguchi.desk.conversations import events as happened
from madoguchi.desk.conversations.clock_columns import CHANGING, row_of, stored_of
from madoguchi.desk.conversations.clock_log import Logged, happening_of, log_of
from madoguchi.desk.conversations.models import Conversation, ReplyClock
from madoguchi.desk.platform import events
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.postgresql import many
from madoguchi.engines import replyclock
from madoguchi.engines.replyclock import Ball, Clock, Happening, Policy, State, Waiting

Row = TypeVar("Row", bound=Event | Logged)
TO_CLIENT = "client"  # of BallPassed
RETRACTED_BY = (happened.ReplyRecalled.__name__, happened.MergeUndone.__name__)
OPENING = {
    happened.MessageReceived.__name__,
    happened.ReplySent.__name__,
    happened.ConversationReopened.__name__,
}
CLOSING = {happened.ConversationClosed.__name__, happened.ConversationMerged.__name__}
MOVING = (
    *OPENING,
    *CLOSING,
    *RETRACTED_BY,
    happened.NoAnswerNeeded.__name__,
    happened.BallPassed.__name__,
    happened.MessagesJoined.__name__,
    happened.MessagesParted.__name__,
)


@dataclass(frozen=True)
class Replayed:
    """What the event log alone says of a conversation."""

    state: State
    is_closed: bool
    asked_client_at: datetime | None

    @property
    def listed(self) -> dict[str, Any]:
        """The columns of the conversation that follow from it, by name."""
        running = self.state.running
        return {
            "state": "closed" if self.is_closed else "open",
            "ball": self.state.ball.value,
            "asked_client_at": self.asked_client_at,
            "due_at": running.due if running else None,
            "late_at": running.late if running else None,
            "limit_at": running.limit if running else None,
        }


def advance(conversation: Conversation, event: Event, *, also: Sequence[str] = ()) -> None:
    """Move the conversation by one event: the rows of its clock, its ball, its state, its levels.

    `also` names fields of it that the caller has set, to be written with them.
    """
    log = in_force(log_of(conversation.pk, MOVING, until=event.pk))
    rows = stored_of(conversation.pk)
    known = policies.parsed_of({*policies_of(log), *(row.policy_id for row in rows)})
    told = _replayed(conversation, log, known)
    kept = [clock_columns.clock_of(row, known[row.policy_id].targets) for row in rows]
    _write(conversation, {row.position: row.pk for row in rows}, kept, told.state)
    set_listed(conversation, told)
    many.update([conversation], [*told.listed, *also])


def state_of(conversation: Conversation) -> State:
    """The clock's state from the event log alone."""
    return replay(conversation).state


def replay(conversation: Conversation) -> Replayed:
    """The conversation as its events tell it."""
    log = in_force(log_of(conversation.pk, MOVING))
    return _replayed(conversation, log, policies.parsed_of(policies_of(log)))


def replayed(rows: Sequence[Event | Logged], known: Mapping[int, Policy]) -> Replayed:
    """What events in force say, in their order; `known` are the policies they name, likewise."""
    state = replyclock.replay(happenings(rows, known), policy=next(iter(known.values())))
    return Replayed(state, _is_closed(rows), _asked_client_at(rows))


def set_listed(conversation: Conversation, told: Replayed) -> None:
    """Set the columns that follow from the events; nothing is written."""
    for column, value in told.listed.items():
        setattr(conversation, column, value)


def in_force(rows: Iterable[Row]) -> list[Row]:
    """The events without those that were taken back: a recalled reply, a merge that was undone.

    A closing that a reply brought goes with it, and a ball that it cleared, needing no answer. Nor a ball that was passed in what was merged into, and is done again without that.
    """
    rows = list(rows)
    recalled = _named(rows, happened.ReplyRecalled, "message_id")
    undone = _named(rows, happened.MergeUndone, "merge_id")
    sending = {
        happened.ReplySent.__name__,
        happened.ConversationClosed.__name__,
        happened.BallPassed.__name__,
    }
    held = [
        row
        for row in rows
        if row.kind not in RETRACTED_BY
        and not (row.kind in sending and row.data.get("message_id") in recalled)
        and row.data.get("merge_id") not in undone
    ]
    return _passed_while_open(held) if undone else held


def told_waiting(waiting: Iterable[Waiting]) -> tuple[tuple[int | None, str], ...]:
    """What waits, as `MessagesJoined` tells it."""
    return tuple((one.message_id, one.at.isoformat()) for one in waiting)


def stored(conversation: Conversation) -> tuple[Clock, ...]:
    """The clock's rows as the engine knows them."""
    rows = stored_of(conversation.pk)
    known = policies.parsed_of(row.policy_id for row in rows)
    return tuple(clock_columns.clock_of(row, known[row.policy_id].targets) for row in rows)


def clock_of(row: ReplyClock) -> Clock:
    """One stored row as the engine knows it; its policy is read along."""
    return clock_columns.clock_of(row, policies.parsed(row.policy).targets)


def policies_of(rows: Iterable[Event | Logged]) -> list[int]:
    """The policies that these events name, in the order in which they came into force."""
    return list(dict.fromkeys(row.data["policy_id"] for row in rows if "policy_id" in row.data))


def happenings(rows: Iterable[Event | Logged], known: Mapping[int, Policy]) -> Iterable[Happening]:
    """Events as the engine's happenings; a message under another policy than before brings it along."""
    in_force: int | None = None
    for row in rows:
        policy_id = row.data.get("policy_id")
        if policy_id is not None and policy_id != in_force:
            if in_force is not None:
                yield replyclock.PolicyChanged(at=row.at, policy=known[policy_id])
            in_force = policy_id
        if row.data.get("to") != TO_CLIENT:  # the customer waits on meanwhile
            yield happening_of(row)


def _replayed(
    conversation: Conversation, log: Sequence[Event | Logged], known: Mapping[int, Policy]
) -> Replayed:
    named = {pk: known[pk] for pk in policies_of(log)}
    return replayed(log, named or {0: policies.parsed(policies.current(conversation.client_id))})


def _write(
    conversation: Conversation, pks: Mapping[int, int], kept: Iterable[Clock], state: State
) -> None:
    """Write what differs of the clock's rows; `pks` are those of the kept ones by their places."""
    # What was taken back takes its later clocks along. Before others are written, since only one may
    # run; and these one after the other, in their order.
    gone = [pk for position, pk in pks.items() if position > len(state.clocks)]
    if gone:
        ReplyClock.objects.filter(pk__in=gone).delete()
    changed = replyclock.changed_clocks(replace(state, clocks=tuple(kept)), state)
    rows = [row_of(conversation, clock, pks.get(clock.number)) for clock in changed]
    for row in rows:
        if row.pk is not None:
            many.update([row], CHANGING)
    many.insert([row for row in rows if row.pk is None])


def _named(rows: Iterable[Event | Logged], kind: type[events.Happening], field: str) -> set[int]:
    return {row.data[field] for row in rows if row.kind == kind.__name__}


def _passed_while_open(rows: Iterable[Row]) -> list[Row]:
    closed, kept = False, []
    for row in rows:
        closed = _closed_after(row, closed)
        if not (closed and row.kind == happened.BallPassed.__name__):
            kept.append(row)
    return kept


def _is_closed(rows: Iterable[Event | Logged]) -> bool:
    closed = False
    for row in rows:
        closed = _closed_after(row, closed)
    return closed


def _closed_after(row: Event | Logged, closed: bool) -> bool:  # noqa: FBT001 (the state before)
    if row.kind in CLOSING:
        return True
    return closed and not (row.kind in OPENING or _brings_something(row))


def _brings_something(row: Event | Logged) -> bool:
    """Whether what joined was open on its side."""
    is_joining = row.kind == happened.MessagesJoined.__name__
    return is_joining and bool(row.data["waiting"] or row.data["rest"] != Ball.NOBODY)


def _asked_client_at(rows: Iterable[Event | Logged]) -> datetime | None:
    """When the client was asked what we wait for; an answer, a closing and a pass end it."""
    ending = {happened.ReplySent.__name__, *CLOSING}
    asked = None
    for row in rows:
        if row.kind == happened.BallPassed.__name__:
            asked = row.at if row.data["to"] == TO_CLIENT else None
        elif row.kind in ending:
            asked = None
    return asked
