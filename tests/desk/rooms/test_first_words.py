"""The first message of a thread is heard by its writer before it leaves; a number waits for a good moment."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact, ContactAbsence
from madoguchi.desk.conversations.actions.replies import ComposerTaken, send_reply
from madoguchi.desk.conversations.drafts import draft_body, save_draft
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.guard.gate import GoodMomentNeeded
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.rooms.actions.numbers import put_number, send_number
from madoguchi.desk.rooms.actions.threads import Opening, WarningsUnheard, open_thread
from tests import builders

WORK = "見積書の金額を確認していただけますか。11月25日15時までにお願いします。"
NUMBER = "夜間の窓口は03-0000-6634です。18時から承ります。"


@pytest.fixture
def ann_browser(ann: Person) -> Browser:
    """Ann's signed-in browser."""
    return builders.signed_in(ann)


def _begun(browser: Browser, client: Client, **typed: object) -> Conversation:
    posted = {"title": "見積書", "body": WORK, "draft_key": str(uuid.uuid4()), **typed}
    answer = browser.post(reverse("room-threads", args=[client.pk]), posted)
    assert answer.status_code == 302
    with walls.transaction([client.pk]):
        return Conversation.objects.get(subject="見積書")


def test_a_warning_is_heard_before_the_first_message_leaves(hikari: Client, ann: Person) -> None:
    with walls.transaction([hikari.pk]):
        builders.with_only(hikari, "concrete-wording", severity="warn")
        body = "なるべく早く送ります。"
        opening = Opening(title="週報", body=body, draft_key=uuid.uuid4())

        opened = open_thread(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)

        assert isinstance(opened.refusal, WarningsUnheard)
        assert not opened.conversation.messages.exists()
        assert draft_body(conversation=opened.conversation, person=ann) == body
        # From its composer it leaves over the warning.
        reply = builders.a_reply(opened.conversation, body=body)
        send_reply(
            conversation_id=opened.conversation.pk, author=ann, reply=reply, now=builders.NOW
        )
        assert opened.conversation.messages.get().text == body


def test_a_hint_holds_nothing_up(hikari: Client, ann: Person) -> None:
    with walls.transaction([hikari.pk]):
        builders.with_only(hikari, "concrete-wording", severity="hint")
        opening = Opening(title="週報", body="なるべく早く送ります。", draft_key=uuid.uuid4())

        opened = open_thread(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)

    assert opened.refusal is None


def test_between_few_the_rule_of_the_room_is_heard(
    ann_browser: Browser, hikari: Client, cora: Person
) -> None:
    with walls.transaction([hikari.pk]):
        builders.with_only(hikari, "shared-room", severity="warn")

    begun = _begun(ann_browser, hikari, matter="health", reason="体調", person=[cora.pk])

    with walls.transaction([hikari.pk]):
        assert not Message.objects.filter(conversation=begun.pk).exists()
    page = ann_browser.get(reverse("room-thread", args=[begun.pk])).content.decode()
    assert WORK in page
    assert 'data-rule="shared-room"' in page


def _on_a_phone(thread: Conversation, person: Person, *, away: bool) -> Message:
    contact = Contact.objects.get(person=person)
    Contact.objects.filter(pk=contact.pk).update(device="phone")
    reply = builders.a_reply(thread, body=NUMBER)
    author = thread.owner
    assert author is not None
    sent = send_reply(conversation_id=thread.pk, author=author, reply=reply, now=builders.NOW)
    if away:
        today = local_day(builders.NOW)
        ContactAbsence.objects.create(
            client_id=thread.client_id, contact=contact, first=today, last=today
        )
    return sent


def test_a_number_waits_for_a_good_moment_in_the_composer(
    thread: Conversation, ann: Person, cora: Person
) -> None:
    now = builders.NOW + timedelta(minutes=1)
    with walls.transaction([thread.client_id]):
        sent = _on_a_phone(thread, cora, away=True)

        with pytest.raises(GoodMomentNeeded):
            send_number(message_id=sent.pk, words="03-0000-6634", person=ann, now=now)
        put_number(message_id=sent.pk, words="03-0000-6634", person=ann, now=now)

        assert not Message.objects.filter(text="03-0000-6634").exists()
        assert draft_body(conversation=thread, person=ann) == "03-0000-6634"


def test_a_text_that_was_begun_is_not_written_over(
    thread: Conversation, ann: Person, cora: Person
) -> None:
    with walls.transaction([thread.client_id]):
        sent = _on_a_phone(thread, cora, away=True)
        save_draft(conversation=thread, person=ann, body="書きかけ", now=builders.NOW)

        with pytest.raises(ComposerTaken):
            put_number(message_id=sent.pk, words="03-0000-6634", person=ann, now=builders.NOW)


def test_somebody_who_works_elsewhere_sends_no_number(
    thread: Conversation, cora: Person, otto: Person
) -> None:
    with walls.transaction([thread.client_id]):
        sent = _on_a_phone(thread, cora, away=False)

    answer = builders.signed_in(otto).post(
        reverse("room-number", args=[sent.pk]), {"words": "03-0000-6634"}
    )

    assert answer.status_code == 404
