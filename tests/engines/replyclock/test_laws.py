"""What holds for every order of happenings."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.engines.businesstime import parse_calendar
from madoguchi.engines.replyclock import (
    AnswerNotNeeded,
    Ball,
    BallPassed,
    Clock,
    Closed,
    Happening,
    HoldingReplySent,
    Merged,
    MessageReceived,
    MessagesJoined,
    MessagesParted,
    NoAnswer,
    NoAnswerAdded,
    Outcome,
    Pause,
    Paused,
    PolicyChanged,
    Reopened,
    ReplySent,
    Resumed,
    State,
    Targets,
    Waiting,
    advance,
    changed_clocks,
    face,
    levels,
    replay,
)
from tests.engines.businesstime import oracle
from tests.engines.businesstime.hours import JST, OFFICE
from tests.engines.businesstime.strategies import CALENDARS
from tests.engines.replyclock.story import NIGHT_AND_DAY, OPERATOR, POLICY

START = datetime(2026, 11, 18, 0, 0, tzinfo=UTC)
IDS = st.integers(1, 4)
# Ids that no received message has: a message joins that was never here.
JOINED = st.lists(
    st.builds(
        Waiting,
        st.integers(-400, 400).map(lambda minutes: START + timedelta(minutes=minutes)),
        st.one_of(st.none(), st.integers(5, 8)),
    ),
    max_size=2,
    unique_by=lambda one: one.message_id,
).map(tuple)
KINDS = st.one_of(
    st.builds(MessageReceived, st.just(START), IDS),
    st.builds(MessageReceived, st.just(START), IDS),
    st.builds(ReplySent, st.just(START), IDS),
    st.builds(HoldingReplySent, st.just(START), IDS),
    st.builds(NoAnswerAdded, st.just(START), st.sampled_from(NoAnswer)),
    st.builds(AnswerNotNeeded, st.just(START), IDS, st.just(OPERATOR), st.just("お礼のみ")),
    st.builds(Closed, st.just(START)),
    st.builds(Reopened, st.just(START)),
    st.builds(BallPassed, st.just(START), st.sampled_from(Ball)),
    st.builds(Paused, st.just(START), IDS),
    st.builds(Resumed, st.just(START), IDS),
    st.builds(MessagesJoined, st.just(START), JOINED, st.sampled_from(Ball)),
    st.builds(MessagesParted, st.just(START), st.frozensets(IDS)),
    st.builds(Merged, st.just(START)),
    st.builds(PolicyChanged, st.just(START), st.sampled_from([POLICY, NIGHT_AND_DAY])),
)


def _dated(kinds: list[tuple[Happening, int]]) -> list[Happening]:
    times = accumulate((minutes for _, minutes in kinds), initial=0)
    return [
        replace(kind, at=START + timedelta(minutes=time))
        for (kind, _), time in zip(kinds, times, strict=False)
    ]


STORIES = st.lists(st.tuples(KINDS, st.integers(0, 400)), max_size=14).map(_dated)


@given(STORIES)
@settings(deadline=None)
def test_rows_written_step_by_step_equal_the_rows_replayed(story: list[Happening]) -> None:
    stored: dict[int, Clock] = {}
    state = State(policy=POLICY)
    for happening in story:
        following = advance(state, happening)
        stored |= {clock.number: clock for clock in changed_clocks(state, following)}
        state = following
    assert tuple(stored.values()) == replay(story, policy=POLICY).clocks


@given(STORIES, KINDS)
@settings(deadline=None)
def test_a_state_built_again_from_stored_rows_goes_on_as_before(
    story: list[Happening], following: Happening
) -> None:
    state = replay(story, policy=POLICY)
    rows = [{**asdict(clock), "outcome": str(clock.outcome)} for clock in state.clocks]
    rebuilt = replace(
        state,
        rest=Ball(str(state.rest)),
        waiting=tuple(Waiting(**asdict(one)) for one in state.waiting),
        pauses=tuple(Pause(**asdict(pause)) for pause in state.pauses),
        clocks=tuple(
            Clock(
                **{**row, "outcome": Outcome(row["outcome"]), "targets": Targets(**row["targets"])}
            )
            for row in rows
        ),
    )
    following = replace(following, at=START + timedelta(days=30))
    assert advance(rebuilt, following) == advance(state, following)


@given(STORIES)
@settings(deadline=None)
def test_a_row_that_has_ended_never_changes(story: list[Happening]) -> None:
    states = list(accumulate(story, advance, initial=State(policy=POLICY)))
    for before, after in pairwise(states):
        ended = [clock for clock in before.clocks if clock.outcome is not Outcome.RUNNING]
        assert list(after.clocks[: len(ended)]) == ended


@given(STORIES)
@settings(deadline=None)
def test_a_clock_runs_exactly_while_something_waits(story: list[Happening]) -> None:
    state = replay(story, policy=POLICY)
    assert (state.running is not None) == bool(state.waiting)
    assert [clock.number for clock in state.clocks] == list(range(1, len(state.clocks) + 1))
    if state.running is not None:
        assert state.running.since == min(one.at for one in state.waiting)
        assert state.ball is Ball.US


@given(STORIES)
@settings(deadline=None)
def test_rows_are_in_order_and_only_answers_meet_them(story: list[Happening]) -> None:
    for clock in replay(story, policy=POLICY).clocks:
        assert clock.since <= clock.due <= clock.late <= clock.limit
        assert (clock.stopped_at is None) == (clock.outcome is Outcome.RUNNING)
        assert (clock.met_at is not None) == (clock.outcome in {Outcome.ANSWERED, Outcome.HELD})
        assert clock.stopped_at is None or clock.stopped_at >= clock.since


@given(STORIES, st.integers(0, 10_000), st.integers(0, 10_000))
@settings(deadline=None)
def test_an_ended_row_reads_the_same_whenever_it_is_asked(
    story: list[Happening], one: int, other: int
) -> None:
    for clock in replay(story, policy=POLICY).clocks:
        if clock.stopped_at is None:
            continue
        sooner, later = (clock.stopped_at + timedelta(minutes=after) for after in (one, other))
        assert clock.breached_at(sooner) == clock.breached_at(later)
        assert face(clock, sooner, OFFICE) == face(clock, later, OFFICE)


@given(STORIES, IDS, st.integers(0, 3000), st.integers(0, 600))
@settings(deadline=None)
def test_pausing_never_shortens(
    story: list[Happening], message_id: int, minutes: int, length: int
) -> None:
    state = replay(story, policy=POLICY)
    end = max((happening.at for happening in story), default=START)
    begin = end + timedelta(minutes=minutes)
    state = advance(state, MessageReceived(end, message_id))
    paused = advance(state, Paused(begin, 99))
    resumed = advance(paused, Resumed(begin + timedelta(minutes=length), 99))
    assert state.running is not None
    assert resumed.running is not None
    assert resumed.running.paused_seconds >= 0
    assert resumed.running.due >= state.running.due
    assert resumed.running.limit >= state.running.limit


@given(
    CALENDARS,
    st.integers(0, 20 * 1440),
    st.lists(st.tuples(st.integers(0, 30 * 1440), st.integers(0, 3000)), max_size=4),
    st.tuples(st.integers(1, 90), st.integers(0, 120), st.integers(0, 500)),
)
@settings(deadline=None)
def test_levels_agree_with_minutes_counted_one_by_one(
    data: dict[str, Any],
    start: int,
    breaks: list[tuple[int, int]],
    steps: tuple[int, int, int],
) -> None:
    first = oracle.FIRST.replace(tzinfo=JST)
    strip = oracle.open_minutes(data)[: oracle.DAYS * 1440]
    for begin, length in breaks:
        end = min(begin + length, len(strip))
        strip[begin:end] = bytes(end - begin)
    due, late, limit = accumulate(steps)
    ahead = levels(
        since=first + timedelta(minutes=start),
        calendar=parse_calendar(data),
        targets=Targets(due, late, limit),
        pauses=[
            Pause(
                number, first + timedelta(minutes=begin), first + timedelta(minutes=begin + length)
            )
            for number, (begin, length) in enumerate(breaks)
        ],
    )
    for moment, minutes in ((ahead.due, due), (ahead.late, late), (ahead.limit, limit)):
        expected = oracle.add(strip, start, minutes)
        assert expected is None or moment == first + timedelta(minutes=expected)
