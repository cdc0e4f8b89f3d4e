"""What crosses on its way in a room: nothing leaves over words that its writer has not seen."""

import uuid
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations import seeing
from madoguchi.desk.conversations.actions import merging, ownership, scheduling, splitting
from madoguchi.desk.conversations.actions.notes import write_note
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.models import (
    Conversation,
    HeldReply,
    Message,
    ScheduledReply,
)
from madoguchi.desk.guard.gate import CannotSend
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Side
from madoguchi.desk.rooms.actions import signs, threads, unneeded
from madoguchi.desk.rooms.actions.calls import CallTyped, note_call
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from madoguchi.desk.rooms.actions.follow_ups import FollowUp, send_follow_up
from madoguchi.desk.rooms.actions.numbers import send_number
from madoguchi.desk.rooms.actions.speaking import Saying, open_as_member, say_in_thread
from madoguchi.desk.rooms.models import Call
from madoguchi.desk.rooms.queries.finding import found_in
from madoguchi.desk.rooms.queries.rooms import threads_of
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
PLAIN = "11月第3週の週報です。遅配は3件、欠けは4件でした。"


@pytest.fixture
def tom(hikari: Client) -> Person:
    """Learns at Hikari: what he writes waits for a director."""
    tom = builders.assigned(builders.a_person("tom"), hikari)
    Assignment.objects.filter(person=tom).update(in_training=True)
    return tom


def _says(member: Person, thread: Conversation, text: str = "もう1件あります。") -> Message:
    saying = Saying(text=text, draft_key=uuid.uuid4())
    return say_in_thread(conversation_id=thread.pk, member=member, saying=saying, now=NOW)


def _scheduled(thread: Conversation, author: Person) -> ScheduledReply:
    return scheduling.schedule_reply(
        conversation_id=thread.pk,
        author=author,
        reply=builders.a_reply(thread, body=PLAIN, last_seen_id=seeing.newest_said(thread)),
        send_at=NOW + timedelta(hours=1),
        now=NOW,
    )


def _at_its_time(one: ScheduledReply) -> str:
    scheduling.send_at_its_time(scheduled_reply_id=one.pk, now=one.send_at)
    one.refresh_from_db()
    return one.state


def _called(thread: Conversation, ann: Person, cora: Person) -> Call:
    typed = CallTyped(
        contact_id=Contact.objects.get(person=cora).pk,
        began_at=NOW - timedelta(minutes=10),
        ended_at=NOW,
        decided=["最終出荷は12月26日"],
    )
    return note_call(conversation_id=thread.pk, person=ann, typed=typed, now=NOW)


def test_what_is_scheduled_is_held_when_the_member_writes(
    thread: Conversation, ann: Person, cora: Person
) -> None:
    one = _scheduled(thread, ann)
    _says(cora, thread)

    assert _at_its_time(one) == "held"
    assert "新しいメッセージ" in one.held_because


def test_what_is_scheduled_is_held_when_a_colleague_answers(
    thread: Conversation, ann: Person, dai: Person
) -> None:
    one = _scheduled(thread, ann)
    builders.replied(thread, dai)

    assert _at_its_time(one) == "held"
    assert thread.messages.filter(kind=Message.Kind.REPLY).count() == 1


def test_what_is_scheduled_leaves_when_nothing_came(thread: Conversation, ann: Person) -> None:
    assert _at_its_time(_scheduled(thread, ann)) == "sent"


def test_a_follow_up_does_not_cross_what_the_member_writes(
    thread: Conversation, ann: Person, cora: Person
) -> None:
    call, seen = _called(thread, ann, cora), thread.newest_customer_message_id
    _says(cora, thread)

    with pytest.raises(seeing.NewerMessageUnseen):
        send_follow_up(
            follow_up=FollowUp(
                call_id=call.pk, body=PLAIN, draft_key=uuid.uuid4(), last_seen_id=seen or 0
            ),
            person=ann,
            now=NOW,
        )

    call.refresh_from_db()
    assert call.follow_up_id is None


def test_nothing_of_a_trainees_reaches_the_room_undecided(
    hikari: Client, thread: Conversation, tom: Person, ann: Person, cora: Person
) -> None:
    number = send_reply(
        conversation_id=thread.pk,
        author=ann,
        reply=builders.a_reply(thread, body="夜間の窓口は03-0000-6634です。18時から承ります。"),
        now=NOW,
    )
    call = _called(thread, ann, cora)
    opening = threads.Opening(title="週報", body=PLAIN, draft_key=uuid.uuid4())

    opened = threads.open_thread(client_id=hikari.pk, person=tom, opening=opening, now=NOW)
    with pytest.raises(CannotSend):
        send_number(message_id=number.pk, words="03-0000-6634", person=tom, now=NOW)
    with pytest.raises(CannotSend):
        send_follow_up(
            follow_up=FollowUp(
                call_id=call.pk, body=PLAIN, draft_key=uuid.uuid4(), last_seen_id=2**62
            ),
            person=tom,
            now=NOW,
        )

    assert opened.refusal is not None
    assert not Message.objects.filter(author=tom).exists()
    assert not HeldReply.objects.exists()  # asked for by a button of the composer alone


def test_a_direct_thread_is_neither_merged_nor_split(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    opening = DirectOpening(
        title="お体のこと",
        body="お加減はいかがでしょうか。どうぞお大事になさってください。",
        matter="health",
        reason="体調の話のため",
        person_ids=[cora.pk],
        draft_key=uuid.uuid4(),
    )
    direct = open_direct(client_id=hikari.pk, person=ann, opening=opening, now=NOW).conversation
    said = _says(cora, direct)

    for source, target in ((direct, thread), (thread, direct)):
        with pytest.raises(merging.OtherChannel):
            merging.merge_conversations(
                source_id=source.pk, target_id=target.pk, person=ann, now=NOW
            )
    with pytest.raises(splitting.NotInPrivate):
        splitting.split_conversation(
            conversation_id=direct.pk, message_ids=[said.pk], subject="", person=ann, now=NOW
        )


def test_a_merged_threads_notes_reach_no_member(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    other = open_as_member(
        client_id=hikari.pk,
        member=cora,
        title="棚卸し",
        saying=Saying(text="日を決めたいです。", draft_key=uuid.uuid4()),
        now=NOW,
    ).conversation
    write_note(conversation_id=other.pk, author=ann, text="社内の話です。", now=NOW)

    merging.merge_conversations(source_id=other.pk, target_id=thread.pk, person=ann, now=NOW)

    with walls.transaction([hikari.pk], side=Side.CLIENT):
        texts = set(Message.objects.values_list("text", flat=True))
    assert "日を決めたいです。" in texts
    assert "社内の話です。" not in texts


def test_the_list_tells_a_member_of_no_note_and_of_nothing_taken_back(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    sent = builders.replied(thread, ann)
    recall_reply(message_id=sent.pk, person=ann, now=sent.at)
    write_note(conversation_id=thread.pk, author=ann, text="社内の話です。", now=NOW)

    with walls.within([hikari.pk], side=Side.CLIENT, person_id=cora.pk):
        [row] = threads_of(client_id=hikari.pk, person=cora).rows
        found = [found_in(hikari.pk, words) for words in ("社内", "11月19日")]

    assert row.snippet.startswith("年末の出荷日を")
    assert (row.last_name, row.is_unread) == (cora.name, False)
    assert [one.rows for one in found] == [(), ()]


def test_a_member_of_another_client_sets_no_sign_even_inside_of_the_wall(
    thread: Conversation, mika: Person
) -> None:
    said = thread.messages.get()

    with pytest.raises(ownership.CannotAssign):
        signs.react(message_id=said.pk, kind="thanks", person=mika, now=NOW)
    with pytest.raises(ownership.CannotAssign):
        signs.pin(message_id=said.pk, person=mika, now=NOW)
    with pytest.raises(ownership.CannotAssign):
        unneeded.mark_unneeded(message_id=said.pk, person=mika, now=NOW)
