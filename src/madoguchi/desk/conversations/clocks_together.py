"""The clocks of many conversations moved by one event each: the same fold, read and written together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import clocks
from madoguchi.desk.conversations.clock_columns import clock_of, columns_of, row_of
from madoguchi.desk.conversations.models import Conversation, ReplyClock
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.postgresql import instances, many
from madoguchi.engines import replyclock
from madoguchi.engines.replyclock import Clock, Policy

Moved = tuple[Conversation, Event]
LOGGED = """conversation_id = any(%(conversations)s::bigint[])
  and kind = any(%(kinds)s::text[]) order by id"""
CLOCKS = "conversation_id = any(%(conversations)s::bigint[]) order by conversation_id, position"


def begin(conversation: Conversation, event: Event, policy: Policy) -> list[ReplyClock]:
    """The rows, not written yet, of a conversation's first event; sets its ball and its levels."""
    replayed = clocks.replayed([event], {policy.version: policy})
    clocks.set_listed(conversation, replayed)
    return [row_of(conversation, clock) for clock in replayed.state.clocks]


def advance_all(moved: Sequence[Moved]) -> None:
    """Write the clocks of conversations that are held, each moved by one event not recorded yet.

    Sets each one's ball, state and levels, and leaves it to the caller to write them.
    """
    logs = _logs(moved)
    rows = instances.found(ReplyClock, CLOCKS, {"conversations": _numbers(moved)})
    named_at_all = {policy_id for log in logs.values() for policy_id in _named(log)}
    parsed = policies.parsed_of(named_at_all.union(row.policy_id for row in rows))
    stored = _stored(rows, parsed)
    fresh: list[ReplyClock] = []
    for conversation, _ in moved:
        log = clocks.in_force(logs[conversation.pk])
        named = _named(log)
        replayed = clocks.replayed(log, {pk: parsed[pk] for pk in named})
        fresh += _changed(conversation, stored[conversation.pk], replayed.state)
        clocks.set_listed(conversation, replayed)
    many.insert(fresh)


def _logs(moved: Sequence[Moved]) -> dict[int, list[Event]]:
    """What moved each clock so far, and the new event behind it."""
    logs: defaultdict[int, list[Event]] = defaultdict(list)
    given = {"conversations": _numbers(moved), "kinds": list(clocks.MOVING)}
    for event in instances.found(Event, LOGGED, given):
        assert event.conversation_id is not None
        logs[event.conversation_id].append(event)
    for conversation, event in moved:
        logs[conversation.pk].append(event)
    return logs


def _stored(
    rows: Sequence[ReplyClock], parsed: Mapping[int, Policy]
) -> defaultdict[int, list[Clock]]:
    stored: defaultdict[int, list[Clock]] = defaultdict(list)
    for row in rows:
        clock = clock_of(row, parsed[row.policy_id].targets)
        stored[row.conversation_id].append(clock)
    return stored


def _numbers(moved: Sequence[Moved]) -> list[int]:
    return [conversation.pk for conversation, _ in moved]


def _named(log: Sequence[Event]) -> list[int]:
    """The policies that the events name, in the order in which they came into force."""
    return list(dict.fromkeys(row.data["policy_id"] for row in log if "policy_id" in row.data))


def _changed(
    conversation: Conversation, known: Sequence[Clock], state: replyclock.State
) -> list[ReplyClock]:
    """Write what changed of the stored clocks; returns those that are new, to be written after all."""
    numbers = {clock.number for clock in known}
    changed = replyclock.changed_clocks(replace(state, clocks=tuple(known)), state)
    for clock in changed:
        if clock.number in numbers:
            rows = ReplyClock.objects.filter(conversation=conversation, position=clock.number)
            rows.update(**columns_of(clock))
    return [row_of(conversation, clock) for clock in changed if clock.number not in numbers]
