"""What is about to break, what waits for a director, and what lies with whom."""

import uuid
from datetime import datetime, timedelta

import pytest

from madoguchi.desk.board.actions.calling import NobodyToCall, call_owner
from madoguchi.desk.board.queries import behind, load
from madoguchi.desk.board.queries.breaking import breaking, rows_of
from madoguchi.desk.board.queries.policies import policies
from madoguchi.desk.board.rows import BreakingRow, LoadRow
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.approvals import request_approval
from madoguchi.desk.conversations.actions.ownership import release_owner
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.drafts import Typing, save_typing
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.conversations.presence import arrive
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.builders import NOW
from tests.desk.board.scene import scope, seen, told

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def urgent(dai: Person, hikari: Client, after: timedelta) -> tuple[BreakingRow, ...]:
    with walls.transaction([hikari.pk]):
        where = scope(dai, NOW + after)
        known, found = told(policies(where)), told(breaking(where))
        return rows_of(where, found, known, seen(dai, NOW + after))[0]


def loads(dai: Person, hikari: Client, after: timedelta) -> dict[str, LoadRow]:
    with walls.transaction([hikari.pk]):
        where = scope(dai, NOW + after)
        rows = load.load(
            where,
            seen(dai, NOW + after),
            told(load.lying(where)),
            told(load.held(where)),
            at_risk={},
        )
    return {row.name: row for row in rows}


def test_what_is_late_comes_first_then_the_next_due(
    hikari: Client, ann: Person, dai: Person
) -> None:
    late = builders.a_conversation(hikari)
    soon = builders.a_conversation(hikari, received_at=NOW + 3 * HOUR - 10 * MINUTE)
    builders.a_conversation(
        hikari, received_at=NOW + 3 * HOUR + 30 * MINUTE
    )  # due in more than an hour

    rows = urgent(dai, hikari, 3 * HOUR + MINUTE)

    assert [row.pk for row in rows] == [late.pk, soon.pk]
    assert [row.act for row in rows] == ["change", "call"]
    assert [row.clock.state for row in rows] == ["late", "ok"]
    assert {row.state_words for row in rows} == {"未着手"}


def test_nobodys_conversation_is_to_be_assigned(hikari: Client, ann: Person, dai: Person) -> None:
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        release_owner(conversation_id=conversation.pk, person=ann, now=NOW)

    [row] = urgent(dai, hikari, HOUR / 2)

    assert (row.owner_id, row.act) == (None, "assign")
    assert {name for _, name in row.people} == {ann.name, dai.name}


def test_a_desk_that_is_closed_hurries_nobody(hikari: Client, ann: Person, dai: Person) -> None:
    builders.a_conversation(hikari, received_at=NOW + 4 * HOUR + 30 * MINUTE)  # 18:30; due 10:30

    assert urgent(dai, hikari, 6 * HOUR) == ()


def test_a_draft_and_a_held_reply_are_told(hikari: Client, ann: Person, dai: Person) -> None:
    drafted, held = builders.a_conversation(hikari), builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        typing = Typing(text="お調べしています。", draft_key=str(uuid.uuid4()))
        save_typing(conversation_id=drafted.pk, person=ann, typing=typing, now=NOW)
        request_approval(conversation_id=held.pk, author=ann, reply=builders.a_reply(held), now=NOW)

    rows = {row.pk: row.state_words for row in urgent(dai, hikari, HOUR / 2)}

    assert rows == {drafted.pk: "下書き中", held.pk: "承認待ち"}


def test_replies_that_wait_stand_with_the_oldest_first(
    hikari: Client, ann: Person, dai: Person
) -> None:
    held = [builders.a_conversation(hikari) for _ in range(8)]
    with walls.transaction([hikari.pk]):
        for number, one in enumerate(held):
            request_approval(
                conversation_id=one.pk,
                author=ann,
                reply=builders.a_reply(one),
                now=NOW - number * MINUTE,
            )
        found = told(load.held(scope(dai)))

    assert found.count == 8
    assert [row.conversation_id for row in found.rows] == [one.pk for one in held[:1:-1]]
    assert found.by_author == {ann.pk: 8}


def test_everybody_has_a_row_with_what_lies_with_them(
    hikari: Client, ann: Person, dai: Person
) -> None:
    overdue = builders.a_conversation(hikari)
    builders.a_conversation(hikari, received_at=NOW + HOUR)
    builders.replied(builders.a_conversation(hikari), ann)  # the ball is theirs

    rows = loads(dai, hikari, 90 * MINUTE)

    assert list(rows) == [ann.name, dai.name]
    assert (rows[ann.name].balls, rows[ann.name].overdue, rows[ann.name].tone) == (2, 1, "danger")
    assert (rows[dai.name].balls, rows[dai.name].width) == (0, "0%")
    with walls.transaction([hikari.pk]):
        where = scope(dai, NOW + 90 * MINUTE)
        assert len(behind.balls(where, "", ann.pk, None).rows) == 2
        assert [row.pk for row in behind.balls(where, "overdue", ann.pk, None).rows] == [overdue.pk]
        assert behind.balls(where, "", dai.pk, None).rows == ()
        assert behind.balls(where, "late", None, None).rows == ()


@pytest.mark.parametrize(("ago", "is_there"), [(44, True), (46, False)])
def test_somebody_is_there_as_long_as_everywhere_else(
    ago: int, is_there: bool, hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    at = NOW + HOUR - timedelta(seconds=ago)
    with walls.transaction([hikari.pk]):
        arrive(conversation=conversation, person=ann, is_writing=False, now=at)

    assert loads(dai, hikari, HOUR)[ann.name].is_there == is_there


def test_nobody_is_called_about_what_nobody_owns(hikari: Client, ann: Person, dai: Person) -> None:
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        release_owner(conversation_id=conversation.pk, person=ann, now=NOW)
        with pytest.raises(NobodyToCall):
            call_owner(conversation_id=conversation.pk, person=dai, text="状況は？", now=NOW)


def test_todays_typing_stands_with_everybody_and_opens_its_replies(
    hikari: Client, ann: Person, dai: Person
) -> None:
    for number, seconds in enumerate((30, 50, 55)):
        written(hikari, ann, seconds, at=NOW + number * MINUTE)
    yesterday = written(hikari, ann, 40, at=NOW - timedelta(days=1))
    builders.replied(builders.a_conversation(hikari), ann)  # nobody saw it typed

    row = loads(dai, hikari, HOUR)[ann.name]

    assert (row.written, row.written_seconds, row.written_middle) == (3, 135, 50)
    assert row.written_words == "今日の入力 2分（1通の中央値 1分未満）"
    assert loads(dai, hikari, HOUR)[dai.name].written_words == ""
    with walls.transaction([hikari.pk]):
        rows = behind.written(scope(dai, NOW + HOUR), ann.pk, None).rows
        assert behind.written(scope(dai, NOW + HOUR), dai.pk, None).rows == ()
    assert [one.written_seconds for one in rows] == [55, 50, 30]
    assert yesterday.pk not in {one.message_pk for one in rows}


def test_a_reply_that_was_taken_back_is_not_counted_twice(
    hikari: Client, ann: Person, dai: Person
) -> None:
    message = written(hikari, ann, 40, at=NOW)
    with walls.transaction([hikari.pk]):
        recall_reply(message_id=message.pk, person=ann, now=message.at + MINUTE / 60)

    assert loads(dai, hikari, HOUR)[ann.name].written == 0


def test_what_presses_opens_its_rows(hikari: Client, ann: Person, dai: Person) -> None:
    builders.a_conversation(hikari)
    row = loads(dai, hikari, 90 * MINUTE)[ann.name]

    assert [(one.words, one.href) for one in row.pressing] == [
        ("期限切れ 1", f"/board/balls/?span=today&what=overdue&owner={ann.pk}")
    ]


def written(client: Client, author: Person, seconds: int, *, at: datetime) -> Message:
    """A reply, saved twice while it was typed, so many seconds apart."""
    conversation = builders.a_conversation(client, received_at=at)
    with walls.transaction([client.pk]):
        for number, moment in enumerate((at, at + timedelta(seconds=seconds))):
            typing = Typing(text=f"お調べして{number}", draft_key=str(uuid.uuid4()))
            save_typing(conversation_id=conversation.pk, person=author, typing=typing, now=moment)
    return builders.replied(conversation, author, after=timedelta(seconds=seconds + 2))


def test_an_empty_desk_is_nobodys_load(hikari: Client, dai: Person) -> None:
    rows = loads(dai, hikari, HOUR)

    assert [row.balls for row in rows.values()] == [0]
    assert urgent(dai, hikari, HOUR) == ()
