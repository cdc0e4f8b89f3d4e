"""What was said in a room and taken back: nobody was called by it, and no typed text is lost with it."""

from datetime import timedelta

import pytest

from madoguchi.desk.alerts.models import About, Alert
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.models import Ball, Conversation, Mention, Message
from madoguchi.desk.conversations.verification import verify_all
from madoguchi.desk.people.models import Person
from madoguchi.desk.promises.given import Chip, Promised
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.rooms.actions import unneeded
from madoguchi.desk.rooms.actions.gathering import gather_question
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
SOON = NOW + timedelta(minutes=1)
ASKED = "三好さん、写真は3枚でよろしいでしょうか。"
BEGUN = "並びは古い順でよろしいですか。"
WORD = "本日17時までに集計をお送りします"
FIRST = Promised(chips=(Chip(span=WORD, is_struck=True),))
SECOND = Promised(chips=(Chip(span="明日12時までに見積書をお送りします", what="見積"),))


def said(thread: Conversation, author: Person, body: str, **changes: object) -> Message:
    reply = builders.a_reply(thread, body=body, reason="試し", **changes)
    return send_reply(conversation_id=thread.pk, author=author, reply=reply, now=NOW)


def begun(thread: Conversation, person: Person, text: str, promised: Promised) -> None:
    letter = drafts.Letter(body=text, promised=promised, written_seconds=20)
    drafts.put_back(conversation=thread, person=person, letter=letter, now=NOW)


def test_nobody_was_called_by_it(thread: Conversation, ann: Person, dai: Person) -> None:
    message = said(thread, ann, f"@{dai.name} さん、11月3週の週報は3件でした。")
    assert Alert.objects.filter(about=About.CALL, seen_at__isnull=True).count() == 1

    recall_reply(message_id=message.pk, person=ann, now=SOON)

    assert not Mention.objects.exists()
    assert [one.seen_at for one in Alert.objects.filter(about=About.CALL)] == [SOON]


def test_said_again_it_calls_again(thread: Conversation, ann: Person, dai: Person) -> None:
    body = f"@{dai.name} さん、11月3週の週報は3件でした。"
    recall_reply(message_id=said(thread, ann, body).pk, person=ann, now=NOW)
    reply = builders.a_reply(thread, body=body)

    send_reply(conversation_id=thread.pk, author=ann, reply=reply, now=SOON)

    assert Mention.objects.get().person_id == dai.pk
    assert Alert.objects.filter(about=About.CALL, seen_at__isnull=True).count() == 1


def test_questions_that_become_one_keep_the_chips_of_both(
    thread: Conversation, ann: Person
) -> None:
    message = said(thread, ann, f"{ASKED}\n{WORD}。", promised=FIRST)
    begun(thread, ann, BEGUN, SECOND)

    gather_question(message_id=message.pk, person=ann, now=SOON)

    draft = drafts.draft_of(conversation=thread, person=ann)
    assert draft.body == f"{ASKED}\n{WORD}。\n\n{BEGUN}"
    assert Promised.of(draft.promised) == FIRST.beside(SECOND)
    assert draft.written_seconds == 20
    assert not Promise.objects.exists()


def test_a_director_who_takes_it_back_loses_nothing_of_their_own(
    thread: Conversation, ann: Person, dai: Person
) -> None:
    message = said(thread, ann, ASKED)
    begun(thread, dai, BEGUN, SECOND)

    gather_question(message_id=message.pk, person=dai, now=SOON)

    own = drafts.draft_of(conversation=thread, person=dai)
    assert (own.body, Promised.of(own.promised)) == (BEGUN, SECOND)
    assert drafts.draft_body(conversation=thread, person=ann) == ASKED


def test_what_needs_no_answer_and_was_taken_back_waits_for_none(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    before = (thread.ball, thread.due_at)
    message = said(thread, ann, "11月3週の週報は3件でした。")
    unneeded.mark_unneeded(message_id=message.pk, person=ann, now=NOW)
    thread.refresh_from_db()
    assert thread.ball == Ball.NOBODY

    recall_reply(message_id=message.pk, person=ann, now=SOON)

    thread.refresh_from_db()
    assert (thread.ball, thread.due_at) == before
    assert verify_all().differences == ()


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Promised(), Promised(), Promised()),
        (FIRST, Promised(), FIRST),
        (Promised(), FIRST, FIRST),
        (Promised(keeps=frozenset({1})), Promised(), Promised(keeps=frozenset({1}))),
        (
            Promised(keeps=frozenset({1})),
            Promised(keeps=frozenset({2})),
            Promised(keeps=frozenset({1, 2})),
        ),
    ],
)
def test_what_was_made_of_two_texts_is_made_of_both(
    one: Promised, other: Promised, both: Promised
) -> None:
    assert one.beside(other) == both
