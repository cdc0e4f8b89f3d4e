"""Two people, or a person and a mail, at one conversation: nothing crosses unseen."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts, seeing
from madoguchi.desk.conversations.actions.approvals import request_approval
from madoguchi.desk.conversations.actions.closing import Seen, close_conversation
from madoguchi.desk.conversations.actions.merging import merge_conversations
from madoguchi.desk.conversations.actions.replies import (
    LONGEST_BODY,
    AlreadySent,
    ReplyTooLong,
    send_reply,
)
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from tests import builders
from tests.desk.conversations.posting import page_of, replied

pytestmark = pytest.mark.usefixtures("in_hikari")
LATER = builders.NOW + timedelta(minutes=20)


def test_a_reply_over_a_colleagues_reply_is_refused(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    seen = seeing.newest_said(conversation)
    builders.replied(conversation, dai)

    with pytest.raises(seeing.NewerMessageUnseen):
        send_reply(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation, last_seen_id=seen),
            now=LATER,
        )


def test_a_reply_over_what_was_merged_in_meanwhile_is_refused_however_old_that_is(
    hikari: Client, ann: Person
) -> None:
    older, conversation = builders.a_conversation(hikari), builders.a_conversation(hikari)
    seen = seeing.newest_said(conversation)
    merge = merge_conversations(
        source_id=older.pk, target_id=conversation.pk, person=ann, now=LATER
    )
    assert seeing.newest_said(conversation) == seen  # no newer id tells of it

    def answered(seen_merge_id: int) -> Message:
        reply = builders.a_reply(conversation, last_seen_id=seen, seen_merge_id=seen_merge_id)
        return send_reply(conversation_id=conversation.pk, author=ann, reply=reply, now=LATER)

    with pytest.raises(seeing.MergeUnseen):
        answered(seen_merge_id=0)
    assert answered(seen_merge_id=merge.pk).kind == Message.Kind.REPLY


def test_the_page_says_which_merge_its_writer_has_seen_and_keeps_the_text(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    older, conversation = builders.a_conversation(hikari), builders.a_conversation(hikari)
    merge = merge_conversations(
        source_id=older.pk, target_id=conversation.pk, person=ann, now=LATER
    )
    seen = seeing.newest_said(conversation)

    refused = replied(ann_browser, conversation, last_seen=seen, seen_merge=0, reason="試験")
    page = page_of(refused)
    assert refused.status_code == 422
    assert "ほかの対応がここに統合されました" in page
    assert "11月19日(木)に届きます。" in page
    assert f'name="seen_merge" value="{merge.pk}"' in page

    again = replied(ann_browser, conversation, last_seen=seen, seen_merge=merge.pk, reason="試験")
    assert again.status_code == 302


def test_closing_over_a_message_that_was_not_seen_is_refused(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    seen = seeing.newest_said(conversation)
    builders.received(conversation)

    with pytest.raises(seeing.NewerMessageUnseen):
        close_conversation(
            conversation_id=conversation.pk, person=ann, now=LATER, seen=Seen(message_id=seen)
        )


@pytest.mark.parametrize("kind", ["page", "list"])
def test_closing_over_what_was_merged_in_meanwhile_is_refused_until_it_was_seen(
    hikari: Client, ann: Person, kind: str
) -> None:
    older, conversation = builders.a_conversation(hikari), builders.a_conversation(hikari)
    said = seeing.newest_said(conversation)
    merge = merge_conversations(
        source_id=older.pk, target_id=conversation.pk, person=ann, now=LATER
    )
    before, after = LATER - timedelta(seconds=1), LATER + timedelta(seconds=1)
    unseen, seen = {
        "page": (Seen(message_id=said, merge_id=0), Seen(message_id=said, merge_id=merge.pk)),
        "list": (
            Seen(message_id=said, drawn_at=before),
            Seen(message_id=said, drawn_at=after),
        ),
    }[kind]

    with pytest.raises(seeing.MergeUnseen):
        close_conversation(conversation_id=conversation.pk, person=ann, now=LATER, seen=unseen)
    close_conversation(conversation_id=conversation.pk, person=ann, now=LATER, seen=seen)


def test_the_page_and_the_list_say_what_was_seen_when_something_is_closed(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    older = builders.a_conversation(hikari, received_at=clock.now())
    conversation = builders.a_conversation(hikari, received_at=clock.now())
    listed = ann_browser.get(reverse("desk")).context["desk"]
    said = seeing.newest_said(conversation)
    merge_conversations(source_id=older.pk, target_id=conversation.pk, person=ann, now=clock.now())
    closure = reverse("conversation-closure", args=[conversation.pk])
    many = {
        "act": "close",
        "pick": f"{conversation.pk}-{said}",
        "drawn_at": listed.drawn_at.isoformat(),
    }

    assert ann_browser.post(reverse("conversations-bulk"), many).status_code == 422
    assert ann_browser.post(closure, {"last_seen": said, "seen_merge": 0}).status_code == 422
    again = ann_browser.get(reverse("desk"))
    drawn_at = again.context["desk"].drawn_at.isoformat()
    assert f'value="{drawn_at}"' in page_of(again)
    assert (
        ann_browser.post(reverse("conversations-bulk"), {**many, "drawn_at": drawn_at}).status_code
        != 422
    )


def test_the_same_draft_with_another_text_is_refused_not_swallowed(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.a_reply(conversation)
    send_reply(conversation_id=conversation.pk, author=ann, reply=reply, now=LATER)
    other = builders.a_reply(conversation, draft_key=reply.draft_key, body="別の文面です。")

    for action in (send_reply, request_approval):
        with pytest.raises(AlreadySent):
            action(conversation_id=conversation.pk, author=ann, reply=other, now=LATER)


def test_a_check_that_overtakes_its_own_sending_brings_no_draft_back(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.a_reply(conversation)
    send_reply(conversation_id=conversation.pk, author=ann, reply=reply, now=LATER)

    for key in (str(reply.draft_key), str(uuid.uuid4())):
        typing = drafts.Typing(text=reply.body, draft_key=key)
        drafts.save_typing(conversation_id=conversation.pk, person=ann, typing=typing, now=LATER)
        kept = drafts.draft_body(conversation=conversation, person=ann)
        assert kept == ("" if key == str(reply.draft_key) else reply.body)


def test_a_draft_without_a_readable_key_is_kept(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    typing = drafts.Typing(text="書きかけ", draft_key="?")
    drafts.save_typing(conversation_id=conversation.pk, person=ann, typing=typing, now=LATER)

    assert drafts.draft_body(conversation=conversation, person=ann) == "書きかけ"


def test_a_text_that_the_guard_cannot_read_in_time_is_refused(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    with pytest.raises(ReplyTooLong):
        send_reply(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation, body="あ" * (LONGEST_BODY + 1)),
            now=LATER,
        )
