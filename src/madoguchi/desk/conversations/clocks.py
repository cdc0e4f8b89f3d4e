"""The reply clock's rows: each step of the engine's fold, kept; and the whole fold, rebuilt."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import ReplyPolicy
from madoguchi.desk.conversations import events as happened
from madoguchi.desk.conversations.models import Conversation, ReplyClock
from madoguchi.desk.platform.models import Event
from madoguchi.engines import replyclock
from madoguchi.engines.replyclock import Ball, Clock, Happening, Policy, State

MOVING = (
    happened.MessageReceived.__name__,
    happened.ReplySent.__name__,
    happened.NoAnswerNeeded.__name__,
    happened.ConversationClosed.__name__,
    happened.ConversationReopened.__name__,
)


def advance(conversation: Conversation, event: Event) -> None:
    """Move the conversation's clock by one event: its rows, its ball and the levels in the list."""
    state = state_of(conversation, until=event)
    before = replace(state, clocks=stored(conversation))
    for clock in replyclock.changed_clocks(before, state):
        _write(conversation, clock)
    running = state.running
    conversation.ball = state.ball.value
    conversation.due_at = running.due if running else None
    conversation.late_at = running.late if running else None
    conversation.limit_at = running.limit if running else None
    conversation.save(update_fields=["ball", "due_at", "late_at", "limit_at"])


def state_of(conversation: Conversation, *, until: Event | None = None) -> State:
    """The clock's state from the event log alone."""
    log = Event.objects.filter(conversation_id=conversation.pk, kind__in=MOVING).order_by("pk")
    if until is not None:
        log = log.filter(pk__lte=until.pk)
    rows = list(log)
    known = _policies(rows) or {0: policies.current(conversation.client_id)}
    parsed = {pk: policies.parsed(row) for pk, row in known.items()}
    state = replyclock.replay(happenings(rows, parsed), policy=next(iter(parsed.values())))
    return _at_rest(state, [row.kind for row in rows])


def stored(conversation: Conversation) -> tuple[Clock, ...]:
    """The clock's rows as the engine knows them."""
    rows = ReplyClock.objects.filter(conversation=conversation).select_related("policy")
    return tuple(clock_of(row) for row in rows.order_by("position"))


def clock_of(row: ReplyClock) -> Clock:
    """One stored row as the engine knows it; its policy is read along."""
    return Clock(
        number=row.position,
        policy_version=row.policy_id,
        targets=policies.parsed(row.policy).targets,
        message_id=row.message_id,
        since=row.since,
        due=row.due_at,
        late=row.late_at,
        limit=row.limit_at,
        paused_seconds=row.paused_seconds,
        paused_since=row.paused_since,
        outcome=replyclock.Outcome(row.outcome),
        stopped_at=row.stopped_at,
        met_at=row.met_at,
    )


def happenings(rows: Iterable[Event], known: Mapping[int, Policy]) -> Iterable[Happening]:
    """Events as the engine's happenings; a message under another policy than before brings it along."""
    in_force: int | None = None
    for row in rows:
        policy_id = row.data.get("policy_id")
        if policy_id is not None and policy_id != in_force:
            if in_force is not None:
                yield replyclock.PolicyChanged(at=row.at, policy=known[policy_id])
            in_force = policy_id
        yield _happening(row)


def _at_rest(state: State, kinds: list[str]) -> State:
    """When nothing waits and nobody answered: ours after a reopening, theirs after a "thank you"."""
    thanked = happened.NoAnswerNeeded.__name__
    telling = [kind for kind in kinds if kind != thanked]
    if state.ball != Ball.NOBODY or telling[-1:] in ([], [happened.ConversationClosed.__name__]):
        return state
    return replace(state, rest=Ball.THEM if kinds[-1] == thanked else Ball.US)


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
        case _:
            raise ValueError(f"{row.kind} does not move the clock")


def _policies(rows: Iterable[Event]) -> dict[int, ReplyPolicy]:
    """The policies that these events name, in the order in which they came into force."""
    wanted = list(dict.fromkeys(row.data["policy_id"] for row in rows if "policy_id" in row.data))
    found = ReplyPolicy.objects.in_bulk(wanted)
    return {pk: found[pk] for pk in wanted}


def _write(conversation: Conversation, clock: Clock) -> None:
    ReplyClock.objects.update_or_create(
        conversation=conversation,
        position=clock.number,
        defaults={
            "client_id": conversation.client_id,
            "policy_id": clock.policy_version,
            "message_id": clock.message_id,
            "since": clock.since,
            "due_at": clock.due,
            "late_at": clock.late,
            "limit_at": clock.limit,
            "paused_seconds": clock.paused_seconds,
            "paused_since": clock.paused_since,
            "met_at": clock.met_at,
            "stopped_at": clock.stopped_at,
            "outcome": clock.outcome.value,
        },
    )
