"""What a reply promises becomes promises when it is sent; a holding reply stops the clock."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Ball, Message
from madoguchi.desk.conversations.verification import verify_all
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event
from madoguchi.desk.promises.actions.giving import BadDue
from madoguchi.desk.promises.given import Chip, Promised
from madoguchi.desk.promises.models import Promise
from tests import builders
from tests.desk.promises.words import ANSWER, AT_FIVE, LATER, NOW, SAID, promised, sent

pytestmark = pytest.mark.usefixtures("in_hikari")


def test_a_holding_reply_stops_the_clock_and_the_ball_stays_ours(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)

    sent(conversation, ann)

    conversation.refresh_from_db()
    clock = conversation.clocks.get()
    assert (clock.outcome, clock.stopped_at) == ("held", LATER)
    assert (conversation.ball, conversation.due_at) == (Ball.US, None)
    assert verify_all().differences == ()


def test_what_the_reply_says_is_promised_by_its_author(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    message = sent(conversation, ann)

    promise = Promise.objects.get()
    assert (promise.span, promise.due_at, promise.state) == (SAID, AT_FIVE, "open")
    assert (promise.message_id, promise.owner, promise.given_by) == (message.pk, ann, ann)
    [event] = Event.objects.filter(kind="PromiseGiven")
    assert (event.actor_id, event.data["promise_id"]) == (ann.pk, promise.pk)


def test_an_answer_promises_nothing_and_passes_the_ball(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    sent(conversation, ann, ANSWER)

    conversation.refresh_from_db()
    assert conversation.ball == Ball.THEM
    assert not Promise.objects.exists()


def test_the_due_time_is_as_its_writer_mended_it(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    at_six = AT_FIVE + timedelta(hours=1)
    chip = Chip(span=SAID, what="交換できるかを回答", due_at=at_six)

    sent(conversation, ann, promised=Promised(chips=(chip,)))

    promise = Promise.objects.get()
    assert (promise.what, promise.due_at) == ("交換できるかを回答", at_six)


def test_a_struck_promise_is_none_and_the_reply_answers(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    sent(conversation, ann, promised=Promised(chips=(Chip(span=SAID, is_struck=True),)))

    conversation.refresh_from_db()
    assert conversation.ball == Ball.THEM
    assert not Promise.objects.exists()


def test_a_chip_of_words_that_the_text_does_not_say_promises_nothing(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    foreign = Chip(span="明日までに全額を返金します", what="返金", due_at=AT_FIVE)

    sent(conversation, ann, ANSWER, promised=Promised(chips=(foreign,)))

    assert not Promise.objects.exists()


def test_a_time_that_is_past_is_refused_and_nothing_is_sent(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    chip = Chip(span=SAID, due_at=NOW - timedelta(hours=1))

    with pytest.raises(BadDue):
        sent(conversation, ann, promised=Promised(chips=(chip,)))

    assert not Message.objects.filter(kind="reply").exists()
    assert not Promise.objects.exists()


def test_the_next_answer_keeps_what_was_promised(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    promise = promised(conversation, ann)

    answer = sent(conversation, ann, ANSWER, now=AT_FIVE)

    promise.refresh_from_db()
    assert (promise.state, promise.kept_by_message_id) == ("kept", answer.pk)
    conversation.refresh_from_db()
    assert conversation.ball == Ball.THEM


def test_an_answer_after_the_due_time_keeps_it_late(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    promise = promised(conversation, ann)

    sent(conversation, ann, ANSWER, now=AT_FIVE + timedelta(seconds=1))

    promise.refresh_from_db()
    assert promise.state == "late"
    assert Event.objects.get(kind="PromiseKept").data["was_late"] is True


def test_another_holding_reply_keeps_nothing_by_itself(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    first = promised(conversation, ann)

    sent(conversation, ann, "田中様\n明日15時までに交換品を発送いたします。")

    first.refresh_from_db()
    assert first.state == "open"
    assert Promise.objects.count() == 2


def test_its_writer_says_which_promise_a_reply_keeps(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    first = promised(conversation, ann)

    sent(conversation, ann, ANSWER, promised=Promised(keeps=frozenset()))
    first.refresh_from_db()
    assert first.state == "open"

    sent(conversation, ann, ANSWER, promised=Promised(keeps=frozenset({first.pk})))
    first.refresh_from_db()
    assert first.state == "kept"


def test_a_promise_of_another_conversation_is_not_kept_from_here(
    hikari: Client, ann: Person
) -> None:
    elsewhere = promised(builders.a_conversation(hikari, sender_email="a@customer.example"), ann)
    conversation = builders.a_conversation(hikari)

    sent(conversation, ann, ANSWER, promised=Promised(keeps=frozenset({elsewhere.pk})))

    elsewhere.refresh_from_db()
    assert elsewhere.state == "open"
