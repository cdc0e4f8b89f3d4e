"""Who is told at once: whom a note calls, and the directors for whom a reply waits; and who is not."""

from datetime import time, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.alerts.models import Alert, AlertChoice
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import approvals, merging, notes, scheduling
from madoguchi.desk.conversations.models import Conversation, HeldReply
from madoguchi.desk.people.models import Letter, Person
from madoguchi.desk.platform import clock, walls
from tests import builders

NOW = builders.NOW


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's."""
    return builders.a_conversation(hikari)


def noted(conversation: Conversation, author: Person, text: str) -> None:
    with walls.transaction([conversation.client_id]):
        notes.write_note(conversation_id=conversation.pk, author=author, text=text, now=NOW)


def held(conversation: Conversation, author: Person) -> HeldReply:
    with walls.transaction([conversation.client_id]):
        return approvals.request_approval(
            conversation_id=conversation.pk,
            author=author,
            reply=builders.a_reply(conversation),
            now=NOW,
        )


def told(conversation: Conversation) -> list[tuple[str, str, bool]]:
    """Who was told of what, and whether they need not look any more."""
    with walls.transaction([conversation.client_id]):
        rows = Alert.objects.select_related("person").order_by("pk")
        return [(one.person.name, one.about, one.seen_at is not None) for one in rows]


def test_whom_a_note_calls_is_told_once(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    noted(conversation, ann, "@Dai 花子 確認を。@Dai 花子")

    assert told(conversation) == [(dai.name, "call", False)]


def test_who_is_assigned_elsewhere_is_neither_offered_nor_told(
    conversation: Conversation, ann: Person, dai: Person, otto: Person, ann_browser: Browser
) -> None:
    address = reverse("conversation", args=[conversation.pk])

    page = ann_browser.get(address).content.decode()
    assert dai.name in page
    assert otto.name not in page
    with pytest.raises(notes.CannotMention):
        noted(conversation, ann, "@Otto 花子 確認を")

    assert told(conversation) == []
    assert b"MG-" not in builders.signed_in(otto).get(reverse("alerts")).content


@pytest.mark.parametrize(
    "choice",
    [{"in_app": False}, {"begins": time(18), "ends": time(22)}],  # NOW is 14:00 in Tokyo
)
def test_without_a_way_or_outside_of_the_shift_it_is_quiet(
    conversation: Conversation, ann: Person, dai: Person, choice: dict[str, object]
) -> None:
    AlertChoice.objects.create(person=dai, **choice)

    noted(conversation, ann, "@Dai 花子 確認を")
    held(conversation, ann)

    assert told(conversation) == []


def test_the_directors_are_told_of_a_reply_that_waits_until_one_of_them_decides(
    conversation: Conversation, hikari: Client, ann: Person, dai: Person, otto: Person
) -> None:
    eve = builders.assigned(builders.a_person("eve"), hikari, role="director")

    waiting = held(conversation, ann)
    assert told(conversation) == [(dai.name, "approval", False), (eve.name, "approval", False)]

    with walls.transaction([hikari.pk]):
        approvals.return_reply(held_reply_id=waiting.pk, director=dai, note="日付を", now=NOW)
    assert told(conversation) == [
        (dai.name, "approval", True),
        (eve.name, "approval", True),
        (ann.name, "returned", False),
    ]


def test_a_director_who_wrote_it_is_not_told(conversation: Conversation, dai: Person) -> None:
    held(conversation, dai)

    assert told(conversation) == []


def test_one_who_can_sign_in_no_more_is_not_told(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    dai.is_active = False
    dai.save()

    noted(conversation, ann, "@Dai 花子 確認を")

    assert told(conversation) == []


def test_a_letter_says_that_somebody_is_called_and_no_word_of_the_note(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    AlertChoice.objects.create(person=dai, by_mail=True)

    noted(conversation, ann, "@Dai 花子 在庫の確認を")

    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (dai.email, "窓口のお知らせ：1件")
    who = f"{conversation.number}（{conversation.client.name}）：{ann.name}さんが社内メモで呼んでいます"
    assert who in letter.body
    for words in ("在庫", conversation.subject, conversation.customer.name):
        assert words not in letter.subject + letter.body


def test_the_page_of_alerts_says_what_it_is_and_leads_there(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    noted(conversation, ann, "@Dai 花子 確認を")
    held(conversation, ann)
    directors = builders.signed_in(dai)

    page = directors.get(reverse("alerts")).content.decode()

    assert f"{ann.name}さんが社内メモで呼んでいます" in page
    assert f"{ann.name}さんの返信が承認を待っています" in page
    assert conversation.subject in page
    assert "@Dai 花子 確認を" in page
    with walls.transaction([conversation.client_id]):
        first = Alert.objects.order_by("pk")[0]
    answer = directors.get(reverse("alert", args=[first.pk]))
    assert answer["Location"] == reverse("conversation", args=[conversation.pk])


def test_an_open_page_is_told_at_once(conversation: Conversation, ann: Person, dai: Person) -> None:
    noted(conversation, ann, "@Dai 花子 確認を")
    with walls.transaction([conversation.client_id]):
        Alert.objects.update(at=clock.now() - timedelta(seconds=5))

    AlertChoice.objects.create(person=dai, by_browser=True)
    page = builders.signed_in(dai).get(reverse("alerts-newest")).content.decode()

    assert f"{ann.name}さんが社内メモで呼んでいます" in page
    assert conversation.subject in page
    assert "@Dai 花子 確認を" in page
    # What the browser hands to the machine stands outside of our pages.
    shown_outside = f'data-browser-text="{conversation.number} {conversation.client.name}"'
    assert shown_outside in page


def test_who_called_before_that_was_kept_is_not_named(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    noted(conversation, ann, "@Dai 花子 確認を")
    with walls.transaction([conversation.client_id]):
        Alert.objects.update(caused_by=None, note=None)

    page = builders.signed_in(dai).get(reverse("alerts")).content.decode()

    assert "社内メモで呼ばれています" in page


@pytest.mark.parametrize("way", ["", "?queue=closed"])
def test_whoever_comes_to_the_conversation_another_way_has_seen_its_alerts(
    conversation: Conversation, ann: Person, dai: Person, way: str
) -> None:
    noted(conversation, ann, "@Dai 花子 確認を")
    noted(builders.a_conversation(conversation.client), ann, "@Dai 花子 こちらも")
    directors = builders.signed_in(dai)
    address = reverse("conversation", args=[conversation.pk]) + way

    part = directors.get(address, headers={"HX-Request": "true", "HX-Target": "conversation"})

    assert part["HX-Trigger"] == "seen"
    assert [is_seen for _, _, is_seen in told(conversation)] == [True, False]
    again = directors.get(address)
    assert "HX-Trigger" not in again
    assert again.context["shell"].alert_count == 1


def test_an_alert_of_what_was_merged_is_seen_where_it_went(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    noted(conversation, ann, "@Dai 花子 確認を")
    target = builders.a_conversation(conversation.client)
    with walls.transaction([conversation.client_id]):
        merging.merge_conversations(
            source_id=conversation.pk, target_id=target.pk, person=ann, now=NOW
        )

    builders.signed_in(dai).get(reverse("conversation", args=[target.pk]))

    assert told(conversation) == [(dai.name, "call", True)]


def test_opening_a_conversation_leaves_a_colleagues_alerts_unseen(
    conversation: Conversation, ann: Person, dai: Person, ann_browser: Browser
) -> None:
    noted(conversation, ann, "@Dai 花子 確認を")

    ann_browser.get(reverse("conversation", args=[conversation.pk]))

    assert told(conversation) == [(dai.name, "call", False)]


def test_who_scheduled_a_reply_and_whose_conversation_it_is_are_told_that_it_did_not_leave(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    with walls.transaction([conversation.client_id]):
        scheduled = scheduling.schedule_reply(
            conversation_id=conversation.pk,
            author=dai,
            reply=builders.a_reply(
                conversation, last_seen_id=conversation.newest_customer_message_id
            ),
            send_at=NOW + timedelta(minutes=5),
            now=NOW,
        )
        builders.received(conversation)
        scheduling.send_at_its_time(
            scheduled_reply_id=scheduled.pk, now=NOW + timedelta(minutes=20)
        )

    assert sorted(told(conversation)) == [(ann.name, "hold", False), (dai.name, "hold", False)]
    page = builders.signed_in(dai).get(reverse("alerts")).content.decode()
    assert "予約した返信の送信を見合わせました" in page
