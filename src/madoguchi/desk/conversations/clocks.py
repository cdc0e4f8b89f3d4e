"""The reply clock's rows: each step of the engine's fold, kept; and the whole fold, rebuilt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import ReplyPolicy
from madoguchi.desk.conversations import clock_columns
from madoguchi.desk.conversations import events as happened
from madoguchi.desk.conversations.clock_columns import columns_of, row_of
from madoguchi.desk.conversations.models import Conversation, ReplyClock
from madoguchi.desk.platform import events
from madoguchi.desk.platform.models import Event
from madoguchi.engines import replyclock
from madoguchi.engines.replyclock import Ball, Clock, Happening, Policy, State, Waiting

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


def advance(conversation: Conversation, event: Event) -> None:
    """Move the conversation by one event: the rows of its clock, its ball, its state, its levels."""
    told = replay(conversation, until=event)
    state = told.state
    # What was taken back takes its later clocks along; first, since only one may run.
    ReplyClock.objects.filter(conversation=conversation, position__gt=len(state.clocks)).delete()
    before = replace(state, clocks=stored(conversation))
    known = {clock.number for clock in before.clocks}
    for clock in replyclock.changed_clocks(before, state):
        if clock.number in known:
            rows = ReplyClock.objects.filter(conversation=conversation, position=clock.number)
            rows.update(**columns_of(clock))
        else:
            row_of(conversation, clock).save(force_insert=True)
    set_listed(conversation, told)
    conversation.save(update_fields=[*told.listed])


def state_of(conversation: Conversation) -> State:
    """The clock's state from the event log alone."""
    return replay(conversation).state


def replay(conversation: Conversation, *, until: Event | None = None) -> Replayed:
    """The conversation as its events tell it, the newest or `until` being the last."""
    log = Event.objects.filter(conversation_id=conversation.pk, kind__in=MOVING).order_by("pk")
    if until is not None:
        log = log.filter(pk__lte=until.pk)
    rows = in_force(list(log))
    known = _policies(rows) or {0: policies.current(conversation.client_id)}
    return replayed(rows, {pk: policies.parsed(row) for pk, row in known.items()})


def replayed(rows: list[Event], known: Mapping[int, Policy]) -> Replayed:
    """What events in force say, in their order; `known` are the policies they name, likewise."""
    state = replyclock.replay(happenings(rows, known), policy=next(iter(known.values())))
    return Replayed(state, _is_closed(rows), _asked_client_at(rows))


def set_listed(conversation: Conversation, told: Replayed) -> None:
    """Set the columns that follow from the events; nothing is written."""
    for column, value in told.listed.items():
        setattr(conversation, column, value)


def in_force(rows: Iterable[Event]) -> list[Event]:
    """The events without those that were taken back: a recalled reply, a merge that was undone."""
    rows = list(rows)
    recalled = _named(rows, happened.ReplyRecalled, "message_id")
    undone = _named(rows, happened.MergeUndone, "merge_id")
    sending = {happened.ReplySent.__name__, happened.ConversationClosed.__name__}
    return [
        row
        for row in rows
        if row.kind not in RETRACTED_BY
        and not (row.kind in sending and row.data.get("message_id") in recalled)
        and row.data.get("merge_id") not in undone
    ]


def told_waiting(waiting: Iterable[Waiting]) -> tuple[tuple[int | None, str], ...]:
    """What waits, as `MessagesJoined` tells it."""
    return tuple((one.message_id, one.at.isoformat()) for one in waiting)


def stored(conversation: Conversation) -> tuple[Clock, ...]:
    """The clock's rows as the engine knows them."""
    rows = ReplyClock.objects.filter(conversation=conversation).select_related("policy")
    return tuple(clock_of(row) for row in rows.order_by("position"))


def clock_of(row: ReplyClock) -> Clock:
    """One stored row as the engine knows it; its policy is read along."""
    return clock_columns.clock_of(row, policies.parsed(row.policy).targets)


def happenings(rows: Iterable[Event], known: Mapping[int, Policy]) -> Iterable[Happening]:
    """Events as the engine's happenings; a message under another policy than before brings it along."""
    in_force: int | None = None
    for row in rows:
        policy_id = row.data.get("policy_id")
        if policy_id is not None and policy_id != in_force:
            if in_force is not None:
                yield replyclock.PolicyChanged(at=row.at, policy=known[policy_id])
            in_force = policy_id
        if row.data.get("to") != TO_CLIENT:  # the customer waits on meanwhile
            yield _happening(row)


def _named(rows: Iterable[Event], kind: type[events.Happening], field: str) -> set[int]:
    return {row.data[field] for row in rows if row.kind == kind.__name__}


def _is_closed(rows: Iterable[Event]) -> bool:
    closed = False
    for row in rows:
        if row.kind in CLOSING:
            closed = True
        elif row.kind in OPENING or _brings_something(row):
            closed = False
    return closed


def _brings_something(row: Event) -> bool:
    """Whether what joined was open on its side."""
    is_joining = row.kind == happened.MessagesJoined.__name__
    return is_joining and bool(row.data["waiting"] or row.data["rest"] != Ball.NOBODY)


def _asked_client_at(rows: Iterable[Event]) -> datetime | None:
    """When the client was asked what we wait for; an answer, a closing and a pass end it."""
    ending = {happened.ReplySent.__name__, *CLOSING}
    asked = None
    for row in rows:
        if row.kind == happened.BallPassed.__name__:
            asked = row.at if row.data["to"] == TO_CLIENT else None
        elif row.kind in ending:
            asked = None
    return asked


def _happening(row: Event) -> Happening:
    data: dict[str, Any] = row.data
    match row.kind:
        case happened.MessageReceived.__name__:
            return replyclock.MessageReceived(at=row.at, message_id=data["message_id"])
        case happened.ReplySent.__name__:
            return replyclock.ReplySent(at=row.at, message_id=data["message_id"])
        case happened.NoAnswerNeeded.__name__:
            return replyclock.AnswerNotNeeded(
                at=row.at,
                message_id=data["message_id"],
                by=row.actor_id or 0,
                why=data["reason"],
            )
        case happened.ConversationClosed.__name__:
            return replyclock.Closed(at=row.at)
        case happened.ConversationReopened.__name__:
            return replyclock.Reopened(at=row.at)
        case happened.BallPassed.__name__:
            return replyclock.BallPassed(at=row.at, to=Ball(data["to"]))
        case happened.ConversationMerged.__name__:
            return replyclock.Merged(at=row.at)
        case happened.MessagesParted.__name__:
            return replyclock.MessagesParted(at=row.at, message_ids=frozenset(data["message_ids"]))
        case happened.MessagesJoined.__name__:
            return replyclock.MessagesJoined(
                at=row.at, waiting=_waiting(data["waiting"]), rest=Ball(data["rest"])
            )
        case _:
            raise ValueError(f"{row.kind} does not move the clock")


def _waiting(told: Iterable[tuple[int | None, str]]) -> tuple[Waiting, ...]:
    return tuple(Waiting(datetime.fromisoformat(at), message_id) for message_id, at in told)


def _policies(rows: Iterable[Event]) -> dict[int, ReplyPolicy]:
    """The policies that these events name, in the order in which they came into force."""
    wanted = list(dict.fromkeys(row.data["policy_id"] for row in rows if "policy_id" in row.data))
    found = ReplyPolicy.objects.in_bulk(wanted)
    return {pk: found[pk] for pk in wanted}
