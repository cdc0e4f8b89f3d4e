"""Requests, acceptances and unclear tasks in the words of many trades."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from madoguchi.engines.rulebook import Context, Draft, WorkingHours
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import PreviousMessage
from madoguchi.engines.rulebook.registry import RULES
from tests.engines.rulebook.by_reading import read
from tests.engines.rulebook.phrasings import (
    clarify_purpose,
    clear_request,
    deadline_on_acceptance,
    requests_in_context,
)

OURS = ("deadline-on-acceptance", "clarify-purpose", "clear-request")
ROOM_OF_SIX = Context(members=6)
WEDNESDAY = datetime(2026, 11, 18, 14, 5, tzinfo=timezone(timedelta(hours=9)))


def after(words: str) -> Context:
    return Context(
        sent_at=WEDNESDAY,
        working_hours=WorkingHours(),
        previous=(PreviousMessage("them", words),),
    )


def speaks(rule: str, text: str, context: Context) -> bool:
    return any(RULES[rule].find(Analysis.of(Draft(text, context))))


@pytest.mark.parametrize("text", deadline_on_acceptance.BAD)
def test_a_task_taken_on_needs_a_due(text: str) -> None:
    assert speaks("deadline-on-acceptance", text, after(deadline_on_acceptance.TASK))


@pytest.mark.parametrize("text", deadline_on_acceptance.GOOD)
def test_a_task_with_a_due_or_done_passes(text: str) -> None:
    assert not speaks("deadline-on-acceptance", text, after(deadline_on_acceptance.TASK))


@pytest.mark.parametrize("text", deadline_on_acceptance.BAD_ALONE)
def test_words_of_acceptance_with_a_deed_need_a_due(text: str) -> None:
    assert speaks("deadline-on-acceptance", text, Context())


@pytest.mark.parametrize("text", deadline_on_acceptance.GOOD_ALONE)
def test_where_nothing_has_to_be_done_no_due_is_missed(text: str) -> None:
    assert not speaks("deadline-on-acceptance", text, Context())


@pytest.mark.parametrize("task", clarify_purpose.UNCLEAR)
def test_an_unclear_task_is_not_just_accepted(task: str) -> None:
    assert speaks("clarify-purpose", clarify_purpose.ACCEPTED, after(task))


@pytest.mark.parametrize("task", clarify_purpose.CLEAR)
def test_a_clear_task_may_be_accepted(task: str) -> None:
    assert not speaks("clarify-purpose", clarify_purpose.ACCEPTED, after(task))


@pytest.mark.parametrize("text", clarify_purpose.TAKEN_AS_IT_CAME)
def test_repeating_a_vague_word_settles_nothing(text: str) -> None:
    assert speaks("clarify-purpose", text, after(clarify_purpose.VAGUE_TASK))


@pytest.mark.parametrize("text", clarify_purpose.SETTLED_FIRST)
def test_purpose_scope_or_way_settled_first_passes(text: str) -> None:
    assert not speaks("clarify-purpose", text, after(clarify_purpose.VAGUE_TASK))


@pytest.mark.parametrize("text", [*clear_request.UNFOUNDED, *clear_request.LATE])
def test_a_request_without_a_reason_or_behind_a_long_report_is_pointed_out(text: str) -> None:
    assert speaks("clear-request", text, Context())


@pytest.mark.parametrize("text", [*clear_request.FOUNDED, *clear_request.FIRST])
def test_a_request_with_its_reason_and_courtesies_pass(text: str) -> None:
    assert not speaks("clear-request", text, Context())


@pytest.mark.parametrize("text", clear_request.TO_NOBODY)
def test_in_a_room_of_several_somebody_is_named(text: str) -> None:
    assert speaks("clear-request", text, ROOM_OF_SIX)


@pytest.mark.parametrize("text", clear_request.TO_SOMEBODY)
def test_a_named_person_may_be_asked(text: str) -> None:
    assert not speaks("clear-request", text, ROOM_OF_SIX)


def in_room(members: int, before: str) -> Context:
    return replace(after(before) if before else Context(), members=members)


@pytest.mark.parametrize(("members", "before", "text"), requests_in_context.SOUND)
@pytest.mark.parametrize("kind", ["client", "customer"])
def test_a_sound_message_in_its_context_passes(
    kind: str, members: int, before: str, text: str
) -> None:
    analysis = Analysis.of(Draft(text, in_room(members, before), kind))

    assert [rule for rule in OURS if any(RULES[rule].find(analysis))] == []


@pytest.mark.parametrize(("members", "before", "text"), requests_in_context.TAKEN_WITHOUT_A_DUE)
def test_a_task_of_any_trade_needs_a_due(members: int, before: str, text: str) -> None:
    assert speaks("deadline-on-acceptance", text, in_room(members, before))


@pytest.mark.parametrize(("members", "before", "text"), requests_in_context.TAKEN_AS_UNCLEAR)
def test_an_unclear_task_of_any_trade_is_not_just_accepted(
    members: int, before: str, text: str
) -> None:
    assert speaks("clarify-purpose", text, in_room(members, before))


@pytest.mark.parametrize(("members", "before", "text"), requests_in_context.UNCLEAR_REQUESTS)
def test_a_request_that_lacks_who_why_or_its_place_is_pointed_out(
    members: int, before: str, text: str
) -> None:
    assert speaks("clear-request", text, in_room(members, before))


@pytest.mark.parametrize("text", deadline_on_acceptance.BAD)
@pytest.mark.parametrize("sent_at", [None, WEDNESDAY])
def test_a_dated_rewrite_takes_the_finding_away(sent_at: datetime | None, text: str) -> None:
    context = replace(after(deadline_on_acceptance.TASK), sent_at=sent_at)

    assert_mended("deadline-on-acceptance", text, context)


@pytest.mark.parametrize("text", clear_request.UNFOUNDED)
def test_a_reason_takes_the_finding_away(text: str) -> None:
    assert_mended("clear-request", text, Context())


@pytest.mark.parametrize(
    "text", [*clear_request.TO_NOBODY, "各位 封入作業があるので、第2会議室へお願いします。"]
)
def test_a_name_takes_the_finding_away(text: str) -> None:
    assert_mended("clear-request", text, ROOM_OF_SIX)


def assert_mended(rule: str, text: str, context: Context) -> None:
    found = read(Draft(text, context))
    first = next(finding for finding in found if finding.rule == rule)
    assert first.rewrite is not None
    mended = f"{text[: first.start]}{first.rewrite}{text[first.end :]}"
    left = {finding.rule for finding in read(Draft(mended, context))}

    assert rule not in left
    assert left <= {finding.rule for finding in found} | {"open-gap"}
