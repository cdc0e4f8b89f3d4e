"""A reply that waited and is in the composer again: its Cc, its time and its files are not forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions import approvals, recalling, replies, scheduling
from madoguchi.desk.conversations.models import Conversation, HeldReply, ScheduledReply
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.conversations.posting import KEY, page_of, posted
from tests.desk.files.attaching import attached

COPY = "boss@customer.example"
TOMORROW = timedelta(days=1)


@pytest.fixture
def later(fresh: Conversation, ann: Person) -> ScheduledReply:
    """Ann's reply with a Cc, which leaves in a day."""
    now = clock.now()
    with walls.transaction([fresh.client_id]):
        return scheduling.schedule_reply(
            conversation_id=fresh.pk,
            author=ann,
            reply=builders.a_reply(fresh, copied=(COPY,), reason="試験のため"),
            send_at=(now + TOMORROW).replace(second=0, microsecond=0),
            now=now,
        )


@pytest.fixture
def held(ann_browser: Browser, fresh: Conversation, ann: Person) -> HeldReply:
    """Ann's reply with a file and a Cc, which waits for a director."""
    attached(ann_browser, fresh)
    with walls.transaction([fresh.client_id]):
        return approvals.request_approval(
            conversation_id=fresh.pk,
            author=ann,
            reply=builders.a_reply(fresh, copied=(COPY,)),
            now=clock.now(),
        )


def shown(browser: Browser, conversation: Conversation) -> str:
    return page_of(browser.get(reverse("conversation", args=[conversation.pk])))


def kept(conversation: Conversation, person: Person) -> drafts.Letter:
    with walls.transaction([conversation.client_id]):
        draft = drafts.draft_of(conversation=conversation, person=person)
        return drafts.Letter(
            body=draft.body, copied=tuple(draft.copied), planned_for=draft.planned_for
        )


def test_a_scheduled_reply_shows_its_copies_and_files(
    ann_browser: Browser, fresh: Conversation, ann: Person
) -> None:
    attached(ann_browser, fresh)
    with walls.transaction([fresh.client_id]):
        scheduling.schedule_reply(
            conversation_id=fresh.pk,
            author=ann,
            reply=builders.a_reply(fresh, copied=(COPY,), reason="試験のため"),
            send_at=clock.now() + TOMORROW,
            now=clock.now(),
        )
        file = fresh.draft_files.get()

    page = shown(ann_browser, fresh)

    assert COPY in page
    assert "納品条件.pdf" in page
    assert reverse("unsent-file", args=[file.pk]) in page


def test_the_composer_says_when_it_was_to_leave_and_offers_that_again(
    ann_browser: Browser, fresh: Conversation, ann: Person, later: ScheduledReply
) -> None:
    ann_browser.post(reverse("scheduled-reply", args=[later.pk]), {"do": "edit"})

    page = shown(ann_browser, fresh)
    assert "の送信予約はそのままです" in page
    assert "返信欄で文面を直しています" in page
    assert f'value="{COPY}"' in page
    assert kept(fresh, ann).planned_for == later.send_at

    fields = {"draft_key": KEY, "last_seen": fresh.newest_customer_message_id, "body": later.body}
    again = posted(
        ann_browser,
        "schedule",
        fresh,
        anyway=later.send_at.isoformat(),
        reason="試験のため",
        copied=COPY,
        **fields,
    )
    assert again.status_code == 302
    with walls.transaction([fresh.client_id]):
        assert ScheduledReply.objects.get(state="scheduled").send_at == later.send_at
    assert kept(fresh, ann).planned_for is None
    assert "の送信予約はそのままです" not in shown(ann_browser, fresh)


def test_what_is_being_changed_says_so_to_colleagues_and_can_be_left_as_it_was(
    ann_browser: Browser, fresh: Conversation, dai: Person, later: ScheduledReply
) -> None:
    address = reverse("scheduled-reply", args=[later.pk])
    ann_browser.post(address, {"do": "edit"})

    assert "Ann 花子さんが文面を直しています" in shown(builders.signed_in(dai), fresh)
    assert ann_browser.get(reverse("desk") + "?queue=scheduled").context["desk"].total == 1

    assert ann_browser.post(address, {"do": "keep"}).status_code == 302
    page = shown(ann_browser, fresh)
    assert "文面を直しています" not in page
    assert "送信予約はそのままです" not in page


def test_typing_on_does_not_forget_when_it_was_to_leave(
    ann_browser: Browser, fresh: Conversation, ann: Person, later: ScheduledReply
) -> None:
    ann_browser.post(reverse("scheduled-reply", args=[later.pk]), {"do": "edit"})

    posted(ann_browser, "guard", fresh, body="田中様\n書き直しました。")

    assert kept(fresh, ann) == drafts.Letter(
        body="田中様\n書き直しました。", copied=(COPY,), planned_for=later.send_at
    )


def test_a_time_that_has_passed_is_told_but_not_offered(
    ann_browser: Browser, fresh: Conversation, later: ScheduledReply
) -> None:
    ann_browser.post(reverse("scheduled-reply", args=[later.pk]), {"do": "edit"})
    with walls.transaction([fresh.client_id]):
        fresh.drafts.update(planned_for=clock.now() - TOMORROW)

    page = shown(ann_browser, fresh)

    assert "に送信する予約でした" in page
    assert 'name="moment"' not in page


def test_a_reply_that_was_taken_back_knows_its_copies(fresh: Conversation, ann: Person) -> None:
    now = clock.now()
    with walls.transaction([fresh.client_id]):
        message = replies.send_reply(
            conversation_id=fresh.pk,
            author=ann,
            reply=builders.a_reply(fresh, copied=(COPY,), reason="試験のため"),
            now=now,
        )
        recalling.recall_reply(message_id=message.pk, person=ann, now=now)

    assert kept(fresh, ann).copied == (COPY,)


def test_a_reply_that_was_returned_knows_its_copies(
    fresh: Conversation, ann: Person, dai: Person, held: HeldReply
) -> None:
    with walls.transaction([fresh.client_id]):
        approvals.return_reply(held_reply_id=held.pk, director=dai, note="日付を", now=clock.now())

    assert kept(fresh, ann).copied == (COPY,)


def test_while_ones_own_reply_waits_the_composer_says_so_and_is_folded(
    ann_browser: Browser, fresh: Conversation, dai: Person, held: HeldReply
) -> None:
    mine, directors = shown(ann_browser, fresh), shown(builders.signed_in(dai), fresh)

    assert "あなたの返信が、ディレクターの承認を待っています。" in mine
    assert '<details class="second for-reply"\n>' in mine
    assert "あなたの返信が" not in directors

    posted(ann_browser, "guard", fresh, body="別の件です。")
    assert '<details class="second for-reply"\nopen>' in shown(ann_browser, fresh)


def test_the_author_takes_a_waiting_reply_back_with_all_that_it_had(
    ann_browser: Browser, fresh: Conversation, ann: Person, held: HeldReply
) -> None:
    address = reverse("approval-decision", args=[held.pk])

    assert ann_browser.post(address, {"decision": "withdraw"}).status_code == 302

    assert kept(fresh, ann) == drafts.Letter(body=held.body, copied=(COPY,))
    page = shown(ann_browser, fresh)
    assert "納品条件.pdf" in page
    assert "承認の依頼を取り下げました" in page
    assert f'id="held-{held.pk}"' not in page
    assert ann_browser.post(address, {"decision": "withdraw"}).status_code == 422


def test_nobody_else_takes_it_back_and_no_text_is_written_over(
    ann_browser: Browser, fresh: Conversation, ann: Person, dai: Person, held: HeldReply
) -> None:
    with walls.transaction([fresh.client_id]):
        with pytest.raises(approvals.NotYourReply):
            approvals.withdraw_reply(held_reply_id=held.pk, author=dai, now=clock.now())
        drafts.save_draft(conversation=fresh, person=ann, body="別の件です。", now=clock.now())
        with pytest.raises(replies.ComposerTaken):
            approvals.withdraw_reply(held_reply_id=held.pk, author=ann, now=clock.now())

    assert kept(fresh, ann).body == "別の件です。"


def test_whoever_decides_opens_the_files_and_nobody_elsewhere(
    ann_browser: Browser, otto_browser: Browser, fresh: Conversation, dai: Person, held: HeldReply
) -> None:
    with walls.transaction([fresh.client_id]):
        address = reverse("unsent-file", args=[fresh.draft_files.get().pk])
    directors = builders.signed_in(dai)

    answer = directors.get(address)

    assert (answer.status_code, answer.content[:4]) == (200, b"%PDF")
    assert "attachment" in answer["Content-Disposition"]
    assert address in shown(directors, fresh)
    assert ann_browser.get(address).status_code == 200
    assert otto_browser.get(address).status_code == 404


def test_a_colleagues_composer_stays_their_own(
    ann_browser: Browser, fresh: Conversation, dai: Person
) -> None:
    attached(ann_browser, fresh)
    with walls.transaction([fresh.client_id]):
        address = reverse("unsent-file", args=[fresh.draft_files.get().pk])

    assert ann_browser.get(address).status_code == 200
    assert builders.signed_in(dai).get(address).status_code == 404


def test_what_is_being_typed_goes_on_undisturbed_when_a_waiting_reply_leaves(
    fresh: Conversation, ann: Person, dai: Person, held: HeldReply
) -> None:
    window, now = str(KEY), clock.now()
    typing = drafts.Typing(text="別の件です。", draft_key=window, revision=0)
    with walls.transaction([fresh.client_id]):
        kept_before = drafts.save_typing(
            conversation_id=fresh.pk, person=ann, typing=typing, now=now
        )
        approvals.approve_reply(held_reply_id=held.pk, director=dai, now=now)
        more = replace(typing, text="別の件です。続き", revision=kept_before.revision)
        kept_after = drafts.save_typing(conversation_id=fresh.pk, person=ann, typing=more, now=now)

    assert kept_after.elsewhere == ""
    assert kept(fresh, ann).body == "別の件です。続き"
