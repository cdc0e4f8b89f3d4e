"""Threads of a room: opened by either side, answered through the gate, delivered to nobody's mailbox."""

import uuid
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.actions import merging, ownership
from madoguchi.desk.conversations.actions.recalling import LeftAlready, recall_reply
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.copying import NoCopiesInRooms
from madoguchi.desk.conversations.drafts import draft_body, save_draft
from madoguchi.desk.conversations.models import (
    Ball,
    Channel,
    Conversation,
    Customer,
    Mention,
    Message,
)
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.rooms.actions import speaking
from madoguchi.desk.rooms.actions.gathering import ReadAlready, gather_question
from madoguchi.desk.rooms.actions.numbers import NoSuchNumber, send_number
from madoguchi.desk.rooms.actions.reading import mark_read
from madoguchi.desk.rooms.actions.speaking import Saying, open_as_member, say_in_thread
from madoguchi.desk.rooms.actions.threads import Opening, TitleMissing, open_thread
from madoguchi.desk.rooms.queries.marks import marks_of
from madoguchi.desk.rooms.rows import MarkRow
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
PLAIN = "佐伯さん、11月第3週の週報です。遅配は3件、欠けは4件でした。"


def test_what_a_member_says_is_ours_to_answer_and_starts_the_clock(
    thread: Conversation, ann: Person
) -> None:
    assert (thread.channel, thread.ball, thread.owner_id) == (Channel.ROOM, Ball.US, ann.pk)
    assert thread.due_at is not None
    assert thread.customer.kind == Customer.Kind.CLIENT


def test_a_member_is_the_author_of_what_they_say(thread: Conversation, cora: Person) -> None:
    said = thread.messages.get()

    assert (said.author_id, said.kind, said.channel) == (cora.pk, "customer", "room")


def test_our_answer_passes_the_ball_and_goes_to_no_mailbox(
    thread: Conversation, ann: Person
) -> None:
    sent = builders.replied(thread, ann)

    thread.refresh_from_db()
    assert thread.ball == Ball.THEM
    assert (sent.channel, sent.mail_id, sent.delivery) == ("room", None, Message.Delivery.NONE)
    assert not OutgoingMail.objects.exists()


def test_the_same_draft_of_a_member_is_said_once(thread: Conversation, cora: Person) -> None:
    saying = Saying(text="追加です。写真も届きました。", draft_key=uuid.uuid4())

    for _ in range(2):
        say_in_thread(conversation_id=thread.pk, member=cora, saying=saying, now=builders.NOW)

    assert thread.messages.count() == 2


def test_a_member_opens_one_thread_with_one_draft(hikari: Client, cora: Person) -> None:
    saying = Saying(text="棚卸しの日を決めたいです。", draft_key=uuid.uuid4())

    for _ in range(2):
        open_as_member(
            client_id=hikari.pk, member=cora, title="棚卸し", saying=saying, now=builders.NOW
        )

    assert Conversation.objects.count() == 1


def test_nothing_is_said_without_words(thread: Conversation, cora: Person) -> None:
    saying = Saying(text="　\n", draft_key=uuid.uuid4())

    with pytest.raises(speaking.NothingSaid):
        say_in_thread(conversation_id=thread.pk, member=cora, saying=saying, now=builders.NOW)


def test_a_member_of_another_client_says_nothing_here(thread: Conversation, mika: Person) -> None:
    saying = Saying(text="こんにちは。", draft_key=uuid.uuid4())

    with pytest.raises(speaking.NotYourRoom):
        say_in_thread(conversation_id=thread.pk, member=mika, saying=saying, now=builders.NOW)


def test_a_member_says_nothing_in_a_mail_with_a_customer(hikari: Client, cora: Person) -> None:
    mail = builders.a_conversation(hikari)
    saying = Saying(text="こんにちは。", draft_key=uuid.uuid4())

    with pytest.raises(speaking.NotYourRoom):
        say_in_thread(conversation_id=mail.pk, member=cora, saying=saying, now=builders.NOW)


def test_we_open_a_thread_with_a_first_message(hikari: Client, ann: Person) -> None:
    opening = Opening(title="週報", body=PLAIN, draft_key=uuid.uuid4())

    opened = open_thread(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)

    assert opened.refusal is None
    opened.conversation.refresh_from_db()
    assert (opened.conversation.ball, opened.conversation.owner_id) == (Ball.THEM, ann.pk)
    assert opened.conversation.messages.get().text == PLAIN


def test_a_first_message_that_the_guard_stops_is_a_draft(hikari: Client, ann: Person) -> None:
    builders.with_only(hikari, "concrete-wording", severity="stop")
    opening = Opening(title="週報", body="なるべく早く送ります。", draft_key=uuid.uuid4())

    opened = open_thread(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)

    assert opened.refusal is not None
    assert not opened.conversation.messages.exists()
    assert opened.conversation.drafts.get().body == "なるべく早く送ります。"


def test_a_thread_has_a_title(hikari: Client, ann: Person) -> None:
    opening = Opening(title=" ", body=PLAIN, draft_key=uuid.uuid4())

    with pytest.raises(TitleMissing):
        open_thread(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)


def test_who_works_elsewhere_opens_no_thread(hikari: Client, otto: Person) -> None:
    opening = Opening(title="週報", body=PLAIN, draft_key=uuid.uuid4())

    with pytest.raises(ownership.CannotAssign):
        open_thread(client_id=hikari.pk, person=otto, opening=opening, now=builders.NOW)


def test_the_client_has_one_own_side(hikari: Client, thread: Conversation, ann: Person) -> None:
    opening = Opening(title="週報", body=PLAIN, draft_key=uuid.uuid4())

    opened = open_thread(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)

    assert opened.conversation.customer_id == thread.customer_id


def test_a_customer_without_an_address_is_not_the_clients_own_side(
    hikari: Client, thread: Conversation
) -> None:
    mail = builders.a_conversation(hikari, sender_email="")

    assert mail.customer_id != thread.customer_id


def test_a_mail_is_never_put_into_a_thread(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    mail = builders.a_conversation(hikari)

    with pytest.raises(merging.OtherChannel):
        merging.merge_conversations(
            source_id=mail.pk, target_id=thread.pk, person=ann, now=builders.NOW
        )


def test_a_signed_address_leads_no_mail_into_a_thread(hikari: Client, thread: Conversation) -> None:
    builders.a_conversation(hikari, conversation_token=thread.pk)

    assert thread.messages.count() == 1


def test_nobody_gets_a_copy_of_what_is_said_in_a_room(thread: Conversation, ann: Person) -> None:
    reply = builders.a_reply(thread, copied=("someone@elsewhere.example",))

    with pytest.raises(NoCopiesInRooms):
        send_reply(conversation_id=thread.pk, author=ann, reply=reply, now=builders.NOW)


def test_what_nobody_has_read_is_taken_back(thread: Conversation, ann: Person) -> None:
    now = builders.NOW
    sent = send_reply(
        conversation_id=thread.pk, author=ann, reply=builders.a_reply(thread), now=now
    )

    recall_reply(message_id=sent.pk, person=ann, now=now + timedelta(minutes=2))

    thread.refresh_from_db()
    assert thread.ball == Ball.US


def test_what_was_read_has_been_said(thread: Conversation, ann: Person, cora: Person) -> None:
    now = builders.NOW
    sent = send_reply(
        conversation_id=thread.pk, author=ann, reply=builders.a_reply(thread), now=now
    )
    mark_read(conversation=thread, person=cora, up_to=sent.pk, now=now)

    with pytest.raises(ReadAlready):
        recall_reply(message_id=sent.pk, person=ann, now=now)


def test_after_half_an_hour_it_has_been_said(thread: Conversation, ann: Person) -> None:
    now = builders.NOW
    sent = send_reply(
        conversation_id=thread.pk, author=ann, reply=builders.a_reply(thread), now=now
    )

    with pytest.raises(LeftAlready):
        recall_reply(message_id=sent.pk, person=ann, now=now + timedelta(minutes=31))


def test_an_unread_question_joins_what_was_begun_after_it(
    thread: Conversation, ann: Person
) -> None:
    now = builders.NOW
    first = builders.a_reply(thread, body="三好さん、写真は3枚でよろしいでしょうか。")
    sent = send_reply(conversation_id=thread.pk, author=ann, reply=first, now=now)
    save_draft(conversation=thread, person=ann, body="並びは古い順でよろしいですか。", now=now)

    gather_question(message_id=sent.pk, person=ann, now=now)

    assert draft_body(conversation=thread, person=ann) == (
        "三好さん、写真は3枚でよろしいでしょうか。\n\n並びは古い順でよろしいですか。"
    )


def test_a_question_that_nobody_has_read_offers_to_be_joined(
    thread: Conversation, ann: Person, cora: Person
) -> None:
    now = builders.NOW
    reply = builders.a_reply(thread, body="三好さん、写真は3枚でよろしいでしょうか。")
    sent = send_reply(conversation_id=thread.pk, author=ann, reply=reply, now=now)

    assert _offer(thread, sent, ann) == "unread"

    mark_read(conversation=thread, person=cora, up_to=sent.pk, now=now)
    assert _offer(thread, sent, ann) == "read"


def test_whoever_is_named_is_called(thread: Conversation, ann: Person, cora: Person) -> None:
    reply = builders.a_reply(thread, body=f"@{cora.name} さん、11月3週の週報は3件でした。")
    send_reply(conversation_id=thread.pk, author=ann, reply=reply, now=builders.NOW)
    saying = Saying(text=f"@{ann.name} さん、確認しました。", draft_key=uuid.uuid4())
    say_in_thread(conversation_id=thread.pk, member=cora, saying=saying, now=builders.NOW)

    called = Mention.objects.order_by("pk").values_list("person_id", flat=True)
    assert list(called) == [cora.pk, ann.pk]


def test_nobody_who_works_elsewhere_is_called(
    thread: Conversation, cora: Person, otto: Person, mika: Person
) -> None:
    saying = Saying(text=f"@{otto.name} @{mika.name} 見てください。", draft_key=uuid.uuid4())
    say_in_thread(conversation_id=thread.pk, member=cora, saying=saying, now=builders.NOW)

    assert not Mention.objects.exists()


def test_a_number_goes_alone_to_somebody_on_a_smartphone(
    thread: Conversation, ann: Person, cora: Person
) -> None:
    Contact.objects.filter(person=cora).update(device="phone")
    reply = builders.a_reply(thread, body="夜間の窓口は03-0000-6634です。18時から承ります。")
    sent = send_reply(conversation_id=thread.pk, author=ann, reply=reply, now=builders.NOW)
    mark = marks_of(thread, ann, builders.NOW).at[sent.pk].row
    assert isinstance(mark, MarkRow)
    [words] = mark.numbers

    alone = send_number(message_id=sent.pk, words=words, person=ann, now=builders.NOW)

    assert alone.text == words == "03-0000-6634"


def test_nothing_else_goes_as_a_number(thread: Conversation, ann: Person) -> None:
    sent = builders.replied(thread, ann)

    with pytest.raises(NoSuchNumber):
        send_number(message_id=sent.pk, words="03-1111-1111", person=ann, now=builders.NOW)


def _offer(thread: Conversation, sent: Message, reader: Person) -> str:
    mark = marks_of(thread, reader, builders.NOW).at[sent.pk].row
    assert isinstance(mark, MarkRow)
    return mark.gathers
