"""Files of replies that wait: scheduled ones, held ones, and what becomes of them."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.conversations import draft_files
from madoguchi.desk.conversations.actions import approvals, changing, replies, scheduling
from madoguchi.desk.conversations.models import Conversation, Message, ScheduledReply
from madoguchi.desk.files import store
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.files.attaching import (
    PDF,
    attached,
    attachments_of,
    lying,
    text_of,
)


def names_of(conversation: Conversation) -> list[str]:
    return [one.name for one in lying(conversation)]


def sent(conversation: Conversation, author: Person) -> Message:
    with walls.transaction([conversation.client_id]):
        return replies.send_reply(
            conversation_id=conversation.pk,
            author=author,
            reply=builders.a_reply(conversation),
            now=builders.NOW,
        )


def planned(conversation: Conversation, author: Person) -> ScheduledReply:
    """In an hour."""
    with walls.transaction([conversation.client_id]):
        return scheduling.schedule_reply(
            conversation_id=conversation.pk,
            author=author,
            reply=builders.a_reply(conversation),
            send_at=builders.NOW + timedelta(hours=1),
            now=builders.NOW,
        )


def test_a_scheduled_reply_keeps_its_files_out_of_the_next_one(
    ann_browser: Browser, ann: Person, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    later = planned(conversation, ann)
    attached(ann_browser, conversation, "次の返信の.pdf", PDF + b"2")

    with walls.transaction([conversation.client_id]):
        message = scheduling.send_scheduled_now(
            scheduled_reply_id=later.pk, person=ann, last_seen_id=2**62, now=builders.NOW
        )

    assert [one.name for one in attachments_of(message)] == ["納品条件.pdf"]
    assert names_of(conversation) == ["次の返信の.pdf"]


@pytest.mark.parametrize(
    ("acts", "in_composer", "waiting"),
    [
        ([scheduling.cancel_scheduled], [], []),
        ([changing.edit_scheduled], ["納品条件.pdf"], ["納品条件.pdf"]),
        ([changing.edit_scheduled, changing.keep_scheduled], [], ["納品条件.pdf"]),
        ([changing.edit_scheduled, scheduling.cancel_scheduled], [], []),
    ],
)
def test_the_files_of_a_scheduled_reply_that_is_cancelled_changed_or_left_as_it_was(
    ann_browser: Browser,
    ann: Person,
    conversation: Conversation,
    acts: list[Callable[..., object]],
    in_composer: list[str],
    waiting: list[str],
) -> None:
    attached(ann_browser, conversation)
    later = planned(conversation, ann)
    with walls.transaction([conversation.client_id]):
        for act in acts:
            act(scheduled_reply_id=later.pk, person=ann, now=builders.NOW)

    assert [one.name for one in lying(conversation) if one.draft_key is None] == in_composer
    assert [one.name for one in lying(conversation) if one.draft_key is not None] == waiting


def test_a_changed_reply_leaves_with_the_files_of_the_one_that_it_replaces(
    ann_browser: Browser, ann: Person, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    later = planned(conversation, ann)
    with walls.transaction([conversation.client_id]):
        changing.edit_scheduled(scheduled_reply_id=later.pk, person=ann, now=builders.NOW)
        message = replies.send_reply(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation),
            now=builders.NOW,
        )

    assert [one.name for one in attachments_of(message)] == ["納品条件.pdf"]
    assert lying(conversation) == []


@pytest.mark.parametrize("is_approved", [True, False])
def test_a_held_reply_waits_with_its_files(
    ann_browser: Browser, ann: Person, dai: Person, conversation: Conversation, is_approved: bool
) -> None:
    attached(ann_browser, conversation)
    with walls.transaction([conversation.client_id]):
        held = approvals.request_approval(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation),
            now=builders.NOW,
        )
    assert [one.draft_key for one in lying(conversation)] == [held.draft_key]

    with walls.transaction([conversation.client_id]):
        if is_approved:
            message = approvals.approve_reply(held_reply_id=held.pk, director=dai, now=builders.NOW)
            assert [one.name for one in attachments_of(message)] == ["納品条件.pdf"]
        else:
            approvals.return_reply(
                held_reply_id=held.pk, director=dai, note="直す", now=builders.NOW
            )

    assert names_of(conversation) == ([] if is_approved else ["納品条件.pdf"])
    assert [one.draft_key for one in lying(conversation)] == ([] if is_approved else [None])


def test_a_stale_window_of_a_returned_reply_sends_the_files_that_are_in_the_composer(
    ann_browser: Browser, ann: Person, dai: Person, conversation: Conversation
) -> None:
    key = uuid.uuid4()
    attached(ann_browser, conversation)
    reply = builders.a_reply(conversation, draft_key=key)
    with walls.transaction([conversation.client_id]):
        held = approvals.request_approval(
            conversation_id=conversation.pk, author=ann, reply=reply, now=builders.NOW
        )
        approvals.return_reply(held_reply_id=held.pk, director=dai, note="x", now=builders.NOW)
        message = replies.send_reply(
            conversation_id=conversation.pk, author=ann, reply=reply, now=builders.NOW
        )

    assert [one.name for one in attachments_of(message)] == ["納品条件.pdf"]


def test_a_director_sees_what_leaves_with_a_held_reply(
    ann_browser: Browser, ann: Person, dai: Person, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    with walls.transaction([conversation.client_id]):
        approvals.request_approval(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation, copied=("husband@home.example",)),
            now=builders.NOW,
        )

    page = text_of(builders.signed_in(dai).get(reverse("conversation", args=[conversation.pk])))

    held = page.partition('class="held"')[2].partition("held__form")[0]
    assert "納品条件.pdf" in held
    assert "husband@home.example" in held


@pytest.mark.parametrize("first", ["held", "scheduled"])
def test_no_file_joins_a_reply_that_waits(
    ann_browser: Browser, ann: Person, conversation: Conversation, first: str
) -> None:
    reply = builders.a_reply(conversation)

    def wait(way: str) -> None:
        asked: dict[str, Any] = {
            "conversation_id": conversation.pk,
            "author": ann,
            "now": builders.NOW,
        }
        with walls.transaction([conversation.client_id]):
            if way == "held":
                approvals.request_approval(reply=reply, **asked)
            else:
                soon = builders.NOW + timedelta(hours=1)
                scheduling.schedule_reply(reply=reply, send_at=soon, **asked)

    attached(ann_browser, conversation)
    wait(first)
    attached(ann_browser, conversation, "あとから.pdf", PDF + b"2")

    wait(first)
    with pytest.raises(draft_files.AlreadyWaiting):
        wait("scheduled" if first == "held" else "held")

    waiting = [one.name for one in lying(conversation) if one.draft_key == reply.draft_key]
    assert waiting == ["納品条件.pdf"]


def test_a_file_whose_store_is_away_says_so_and_is_there_afterwards(
    ann_browser: Browser, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached(ann_browser, conversation)
    address = reverse("unsent-file", args=[lying(conversation)[0].pk])

    def away(_client_id: int, _sha256: str) -> bytes:
        raise OSError("the store is away")

    with monkeypatch.context() as patched:
        patched.setattr(store, "read", away)
        refused = ann_browser.get(address)

    assert refused.status_code == 503
    assert "ファイルは残っています" in refused.content.decode()
    assert ann_browser.get(address).content == PDF
