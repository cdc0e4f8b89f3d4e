"""The members' pages: their room in the browser, and none of the desk's."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Ball, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.models import Pin, Reaction, ReadMark
from madoguchi.desk.search.actions.entries import index_messages
from madoguchi.desk.search.queries import in_rooms
from tests import builders


@pytest.fixture
def cora_browser(cora: Person) -> Browser:
    """Cora's signed-in browser."""
    return builders.signed_in(cora)


def _said(browser: Browser, thread: Conversation, **typed: object) -> int:
    posted = {"text": "写真を追加しました。", "draft_key": str(uuid.uuid4()), **typed}
    address = reverse("portal-room-messages", args=[thread.pk])
    return browser.post(address, posted).status_code


def _ball(thread: Conversation) -> str:
    with walls.transaction([thread.client_id]):
        thread.refresh_from_db()
    return thread.ball


def _messages(thread: Conversation) -> list[Message]:
    with walls.transaction([thread.client_id]):
        return list(Message.objects.filter(conversation=thread.pk).order_by("pk"))


def test_the_room_opens_on_its_newest_thread(cora_browser: Browser, thread: Conversation) -> None:
    answer = cora_browser.get(reverse("portal-room"))

    assert answer.headers["Location"] == reverse("portal-room-thread", args=[thread.pk])


def test_a_thread_shows_what_both_sides_said(
    cora_browser: Browser, thread: Conversation, ann: Person
) -> None:
    sent = builders.replied(thread, ann)

    page = cora_browser.get(reverse("portal-room-thread", args=[thread.pk])).content.decode()

    assert sent.text.splitlines()[1] in page
    assert "年末の出荷日を" in page


def test_what_is_shown_has_been_read(
    cora_browser: Browser, thread: Conversation, cora: Person, ann: Person
) -> None:
    sent = builders.replied(thread, ann)

    cora_browser.get(reverse("portal-room-thread", args=[thread.pk]))

    with walls.transaction([thread.client_id]):
        assert ReadMark.objects.get(person=cora).up_to == sent.pk


def test_a_member_says_something(cora_browser: Browser, thread: Conversation) -> None:
    assert _said(cora_browser, thread) == 302

    assert _messages(thread)[-1].text == "写真を追加しました。"


def test_a_refused_message_comes_back_as_typed(cora_browser: Browser, thread: Conversation) -> None:
    posted = {"text": " ", "draft_key": str(uuid.uuid4()), "no_answer": "1"}

    answer = cora_browser.post(reverse("portal-room-messages", args=[thread.pk]), posted)

    assert answer.status_code == 422
    assert "本文がまだありません" in answer.content.decode()


def test_a_file_is_shared_with_the_mark_that_was_chosen(
    cora_browser: Browser, thread: Conversation
) -> None:
    shared = SimpleUploadedFile("手順.txt", "紙を2枚".encode(), content_type="text/plain")

    assert _said(cora_browser, thread, file=shared, confidentiality="restricted") == 302

    with walls.transaction([thread.client_id]):
        file = _messages(thread)[-1].attachments.get()
    assert (file.name, file.confidentiality) == ("手順.txt", "restricted")
    download = cora_browser.get(reverse("attachment", args=[file.pk]))
    assert download.content == "紙を2枚".encode()


def test_a_message_that_needs_no_answer_clears_the_ball(
    cora_browser: Browser, thread: Conversation, ann: Person
) -> None:
    builders.replied(thread, ann)

    _said(cora_browser, thread, no_answer="1")

    assert _ball(thread) == Ball.NOBODY
    assert _messages(thread)[-1].needs_no_answer


def test_a_member_begins_a_thread(cora_browser: Browser, hikari: Client) -> None:
    posted = {"title": "棚卸し", "text": "日を決めたいです。", "draft_key": str(uuid.uuid4())}

    answer = cora_browser.post(reverse("portal-room-threads"), posted)

    with walls.transaction([hikari.pk]):
        begun = Conversation.objects.get(subject="棚卸し")
    assert answer.headers["Location"] == reverse("portal-room-thread", args=[begun.pk])


def test_a_member_reacts_and_the_ball_stays(
    cora_browser: Browser, thread: Conversation, ann: Person
) -> None:
    sent = builders.replied(thread, ann)

    answer = cora_browser.post(reverse("room-reaction", args=[sent.pk]), {"kind": "thanks"})

    assert answer.status_code == 302
    assert _ball(thread) == Ball.THEM
    with walls.transaction([thread.client_id]):
        assert Reaction.objects.get().kind == "thanks"


def test_a_member_pins_a_decision(cora_browser: Browser, thread: Conversation, ann: Person) -> None:
    sent = builders.replied(thread, ann)

    cora_browser.post(reverse("room-pin", args=[sent.pk]))

    with walls.transaction([thread.client_id]):
        assert Pin.objects.get().message_id == sent.pk


def test_a_member_says_that_our_message_needs_no_answer(
    cora_browser: Browser, thread: Conversation, ann: Person
) -> None:
    sent = builders.replied(thread, ann)

    cora_browser.post(reverse("room-no-answer", args=[sent.pk]))

    assert _ball(thread) == Ball.NOBODY


def test_a_room_is_searched(cora_browser: Browser, thread: Conversation) -> None:
    page = cora_browser.get(reverse("portal-room"), {"find": "出荷日"}).content.decode()

    assert reverse("portal-room-thread", args=[thread.pk]) in page


def test_our_side_of_a_room_is_searched(thread: Conversation, ann: Person) -> None:
    page = builders.signed_in(ann).get(reverse("room", args=[thread.client_id]), {"find": "出荷日"})

    shown = page.content.decode()
    assert f"{reverse('room-thread', args=[thread.pk])}#message-" in shown
    assert "「出荷日」は1件" in shown


def test_a_search_that_stops_says_that_there_is_more(
    cora_browser: Browser, hikari: Client, thread: Conversation, ann: Person
) -> None:
    with walls.transaction([hikari.pk]):
        said = Message.objects.bulk_create(
            Message(
                client=hikari,
                conversation=thread,
                channel=thread.channel,
                kind=Message.Kind.REPLY,
                author=ann,
                sender_name=ann.name,
                text="梱包の手順です。",
                at=builders.NOW,
            )
            for _ in range(in_rooms.MOST + 1)
        )
        index_messages(one.pk for one in said)

    page = cora_browser.get(reverse("portal-room"), {"find": "梱包"}).content.decode()

    assert f"「梱包」の新しい{in_rooms.MOST}件" in page
    assert page.count("梱包の手順です。") == in_rooms.MOST


@pytest.mark.parametrize("name", ["room-thread", "room"])
def test_the_desks_own_pages_of_rooms_are_not_there_for_members(
    cora_browser: Browser, thread: Conversation, name: str
) -> None:
    pk = thread.pk if name == "room-thread" else thread.client_id

    assert cora_browser.get(reverse(name, args=[pk])).status_code == 404


def test_a_member_of_another_client_finds_no_thread(thread: Conversation, mika: Person) -> None:
    browser = builders.signed_in(mika)

    assert browser.get(reverse("portal-room-thread", args=[thread.pk])).status_code == 404
    assert _said(browser, thread) == 404
    with walls.transaction([thread.client_id]):
        first = Message.objects.get(conversation=thread.pk)
    assert browser.post(reverse("room-reaction", args=[first.pk])).status_code == 404


def test_our_people_have_no_members_pages(ann_browser: Browser, thread: Conversation) -> None:
    assert ann_browser.get(reverse("portal-room")).status_code == 404


def test_otto_finds_no_room_of_hikaris(otto_browser: Browser, thread: Conversation) -> None:
    with walls.transaction([thread.client_id]):
        first = Message.objects.get(conversation=thread.pk)

    for address in (
        reverse("room", args=[thread.client_id]),
        reverse("room-thread", args=[thread.pk]),
        reverse("conversation", args=[thread.pk]),
    ):
        assert otto_browser.get(address).status_code == 404
    for name in ("room-reaction", "room-pin", "room-no-answer"):
        assert otto_browser.post(reverse(name, args=[first.pk])).status_code == 404
    answer = otto_browser.post(reverse("room-threads", args=[thread.client_id]), {"title": "x"})
    assert answer.status_code == 404
