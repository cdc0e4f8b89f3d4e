"""An act on many conversations is told with its undo, which puts each back as it was."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import bulk_undo
from madoguchi.desk.conversations.actions import closing, ownership, passing, snoozing, tagging
from madoguchi.desk.conversations.models import Conversation, ConversationTag, Tag
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders

PATH = reverse("conversations-bulk")
UNDO = reverse("conversations-bulk-undo")
SEEN = 10**12
FACTS = ("pk", "state", "ball", "owner", "snoozed_until", "tags__tag")


@pytest.fixture
def three(hikari: Client, ann: Person, dai: Person) -> list[Conversation]:
    """One just came in; one is Dai's, answered, tagged; of one the client is asked, and it sleeps."""
    now = clock.now()
    came = [
        builders.a_conversation(hikari, received_at=now - timedelta(minutes=5)) for _ in range(3)
    ]
    builders.replied(came[1], ann, after=timedelta(minutes=1))
    with walls.transaction([hikari.pk]):
        ownership.assign_owner(conversation_id=came[1].pk, owner=dai, person=ann, now=now)
        tagging.tag_conversation(conversation_id=came[1].pk, name="返品", person=ann, now=now)
        passing.pass_to_client(conversation_id=came[2].pk, person=ann, now=now)
        snoozing.snooze_conversation(
            conversation_id=came[2].pk, until=now + timedelta(minutes=9), person=ann, now=now
        )
    return came


def facts(conversations: list[Conversation]) -> list[dict[str, Any]]:
    """All of each that an act on many can change."""
    with walls.transaction([conversations[0].client_id]):
        rows = Conversation.objects.filter(pk__in=[one.pk for one in conversations])
        is_asked = Q(asked_client_at__isnull=False)
        return list(rows.order_by("pk", "tags__tag").values(*FACTS, is_asked=is_asked))


def done(browser: Browser, conversations: list[Conversation], **form: str) -> str:
    """The page after an act on them."""
    picks = [f"{one.pk}-{SEEN}" for one in conversations]
    return page_of(browser.post(PATH + "?queue=open", {**form, "pick": picks}, follow=True))


def page_of(answer: HttpResponseBase) -> str:
    content: bytes = getattr(answer, "content", b"")
    return content.decode()


def undo_in(page: str) -> str:
    """The address that the toast's undo posts to."""
    [address] = re.findall(rf'action="({UNDO}[^"]+)"', page)
    return html.unescape(address)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"act": "take"}, "3件を自分の担当にしました"),
        ({"act": "close"}, "3件を完了にしました"),
        ({"act": "tag", "tag": "返品"}, "3件にタグ「返品」を付けました"),
    ],
)
def test_the_toast_says_what_was_done_and_its_undo_puts_each_back(
    form: dict[str, str], words: str, ann_browser: Browser, three: list[Conversation]
) -> None:
    before = facts(three)
    page = done(ann_browser, three, **form)
    assert words in page
    assert facts(three) != before

    answer = ann_browser.post(undo_in(page), follow=True)

    assert facts(three) == before
    assert "件を元に戻しました" in page_of(answer)


def test_what_was_snoozed_assigned_asked_or_reopened_is_put_back_too(
    ann_browser: Browser, dai: Person, three: list[Conversation]
) -> None:
    until = (clock.now() + timedelta(minutes=20)).isoformat()
    closed, others = three[:1], three[1:]
    with walls.transaction([three[0].client_id]):
        closing.close_conversation(conversation_id=closed[0].pk, person=dai, now=clock.now())
    for chosen, form in [
        (others, {"act": "snooze", "until": until}),
        (others, {"act": "assign", "person": str(dai.pk)}),
        (others[:1], {"act": "ask"}),
        (closed, {"act": "reopen"}),
    ]:
        before = facts(three)
        page = done(ann_browser, chosen, **form)
        assert facts(three) != before

        ann_browser.post(undo_in(page))

        assert facts(three) == before


def test_what_changed_since_then_stays_and_is_told(
    ann_browser: Browser, dai: Person, three: list[Conversation]
) -> None:
    page = done(ann_browser, three, act="take")
    with walls.transaction([three[0].client_id]):
        ownership.release_owner(conversation_id=three[1].pk, person=dai, now=clock.now())

    answer = ann_browser.post(undo_in(page))

    told = " ".join(page_of(answer).split())
    assert answer.status_code == 422
    assert f"MG-{three[1].pk}</b> そのあとに変わったため、そのままにしました。" in told
    assert facts(three[1:2])[0]["owner"] is None


def test_what_was_refused_is_left_out_of_the_undo(
    ann_browser: Browser, three: list[Conversation]
) -> None:
    done(ann_browser, three[:1], act="close")
    page = done(ann_browser, three, act="close")
    assert "2件を完了にしました。1件はそのままです（理由は一覧の上）" in page

    ann_browser.post(undo_in(page))

    assert {one["state"] for one in facts(three[:1])} == {"closed"}
    assert {one["state"] for one in facts(three[1:])} == {"open"}


def test_nothing_to_undo_no_undo(ann_browser: Browser, three: list[Conversation]) -> None:
    done(ann_browser, three, act="take")

    assert UNDO not in done(ann_browser, three, act="take")


def test_the_undo_of_a_close_never_closes_over_what_came_since(
    ann_browser: Browser, three: list[Conversation]
) -> None:
    last_seen = three[0].newest_customer_message_id
    done(ann_browser, three[:1], act="close")
    answer = ann_browser.post(PATH, {"act": "reopen", "pick": [f"{three[0].pk}-{last_seen}"]})
    page = page_of(ann_browser.get(answer["Location"]))
    builders.received(three[0], received_at=clock.now())

    refused = ann_browser.post(undo_in(page))

    assert refused.status_code == 422
    assert {one["state"] for one in facts(three[:1])} == {"open"}


def test_an_undo_is_its_own_persons_alone_and_cannot_be_made_up(
    ann_browser: Browser, otto_browser: Browser, three: list[Conversation]
) -> None:
    address = undo_in(done(ann_browser, three, act="close"))
    before = facts(three)

    for browser, path in [
        (otto_browser, address),
        (ann_browser, f"{UNDO}?done=x"),
        (ann_browser, UNDO),
    ]:
        answer = browser.post(path)
        assert answer.status_code == 422
        assert "この操作は、もう元に戻せません。" in page_of(answer)
    assert facts(three) == before


def test_an_act_on_more_than_a_cookie_holds_is_told_without_undo(ann: Person) -> None:
    rows = tuple(
        bulk_undo.Before(pk * 7919, pk * 104729, "us", pk, False, None, False)
        for pk in range(1, 400)
    )
    few = bulk_undo.Done(act="close", before=rows[:60])

    assert bulk_undo.packed(bulk_undo.Done(act="close", before=rows), person=ann) == ""
    assert bulk_undo.unpacked(bulk_undo.packed(few, person=ann), person=ann) == few


def test_the_tags_word_is_the_clients_own(hikari: Client, ann_browser: Browser) -> None:
    fresh = builders.a_conversation(hikari, received_at=clock.now())
    page = done(ann_browser, [fresh], act="tag", tag=" 返品　交換 ")
    ann_browser.post(undo_in(page))

    with walls.transaction([hikari.pk]):
        assert Tag.objects.get().name == "返品 交換"
        assert not ConversationTag.objects.exists()
