"""The page of scheduled replies: of all in sight, held ones first; cancelled, sent or changed from there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.clients.queries.sight import sight_of
from madoguchi.desk.conversations import drafts, seeing
from madoguchi.desk.conversations.actions.changing import edit_scheduled
from madoguchi.desk.conversations.actions.scheduling import schedule_reply, send_at_its_time
from madoguchi.desk.conversations.models import Conversation, ScheduledReply
from madoguchi.desk.conversations.planned_rows import PlannedPage
from madoguchi.desk.conversations.queries.planned import SHOWN, planned_page
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.conversations.posting import page_of, replies_of
from tests.desk.conversations.talking import a_thread

HERE = "/scheduled-replies/"
TEXT = "田中様\n11月19日(木)に届きます。"


def planned(
    conversation: Conversation, author: Person, *, in_minutes: int = 60, close: bool = False
) -> ScheduledReply:
    """A reply that leaves in so many minutes."""
    now = clock.now()
    with walls.transaction([conversation.client_id]):
        seen = seeing.newest_said(conversation)
        return schedule_reply(
            conversation_id=conversation.pk,
            author=author,
            reply=builders.a_reply(conversation, body=TEXT, last_seen_id=seen, close=close),
            send_at=now + timedelta(minutes=in_minutes),
            now=now,
        )


def shown_to(person: Person, client: Client, *, whose: str = "all") -> PlannedPage:
    now = clock.now()
    with walls.transaction([client.pk]):
        sight = sight_of(person, now)
        return planned_page(person=person, sight=sight, now=now, whose=whose)


def as_it_is(one: ScheduledReply) -> ScheduledReply:
    with walls.transaction([one.client_id]):
        one.refresh_from_db()
    return one


def hold(one: ScheduledReply) -> None:
    """Its time comes, and there is something that its author has not seen."""
    with walls.transaction([one.client_id]):
        ScheduledReply.objects.filter(pk=one.pk).update(last_seen_id=0)
        send_at_its_time(scheduled_reply_id=one.pk, now=one.send_at)


@pytest.fixture
def mail(hikari: Client, ann: Person) -> Conversation:
    """A customer's mail that came in five minutes ago, Ann's."""
    return builders.a_conversation(hikari, received_at=clock.now() - timedelta(minutes=5))


def test_a_row_says_when_to_whom_for_whom_and_what(mail: Conversation, ann: Person) -> None:
    one = planned(mail, ann, close=True)

    [row] = shown_to(ann, mail.client).rows

    assert (row.pk, row.conversation_pk, row.state) == (one.pk, mail.pk, "scheduled")
    assert (row.client.name, row.to_name, row.author) == (mail.client.name, "田中 恵 様", ann.name)
    assert row.begins == "田中様 11月19日(木)に届きます。"
    assert (row.send_at, row.closes, row.is_mine, row.can_send) == (one.send_at, True, True, True)


def test_a_thread_of_the_room_is_among_them(hikari: Client, ann: Person, cora: Person) -> None:
    thread = a_thread(hikari, cora, at=clock.now() - timedelta(minutes=5))
    planned(thread, ann)

    [row] = shown_to(ann, hikari).rows

    assert (row.to_name, row.is_mail, row.subject) == ("ひかり文具店のルーム", False, "週報")


def test_held_ones_come_first_with_the_reason(hikari: Client, ann: Person) -> None:
    begun = clock.now() - timedelta(minutes=5)
    first, second, third = (builders.a_conversation(hikari, received_at=begun) for _ in range(3))
    late = planned(first, ann, in_minutes=90)
    soon = planned(second, ann, in_minutes=30)
    held = planned(third, ann, in_minutes=120)
    hold(held)

    page = shown_to(ann, hikari)

    assert [one.pk for one in page.rows] == [held.pk, soon.pk, late.pk]
    assert (page.held_count, page.rows[0].can_send) == (1, False)
    assert page.rows[0].because == as_it_is(held).held_because != ""


def test_own_ones_can_be_picked_out(mail: Conversation, ann: Person, dai: Person) -> None:
    planned(mail, ann)

    assert shown_to(dai, mail.client, whose="mine").rows == ()
    [row] = shown_to(dai, mail.client).rows
    assert (row.is_mine, row.can_send, row.can_act) == (False, False, True)


def test_one_that_is_being_changed_says_by_whom(mail: Conversation, ann: Person) -> None:
    one = planned(mail, ann)
    with walls.transaction([mail.client_id]):
        edit_scheduled(scheduled_reply_id=one.pk, person=ann, now=clock.now())

    [row] = shown_to(ann, mail.client).rows

    assert (row.changed_by, row.can_send) == (ann.name, False)


def test_who_only_looks_can_do_nothing_and_the_query_is_one(
    mail: Conversation, ann: Person
) -> None:
    planned(mail, ann)
    now = clock.now()
    with walls.transaction([mail.client_id]):
        sight = sight_of(ann, now)
        with CaptureQueriesContext(connection) as queries:
            planned_page(person=ann, sight=sight, now=now)
    with walls.transaction([mail.client_id], provider_wide=True):
        Assignment.objects.filter(person=ann).update(ends_at=now)

    assert len([one for one in queries if "prepare" not in one["sql"].lower()[:8]]) == 1
    assert shown_to(ann, mail.client).rows[0].can_act is False


def test_more_than_a_page_is_said(mail: Conversation, ann: Person) -> None:
    one = planned(mail, ann)
    with walls.transaction([mail.client_id]):
        ScheduledReply.objects.bulk_create(
            ScheduledReply(
                client_id=mail.client_id,
                conversation=mail,
                author=ann,
                body=TEXT,
                draft_key=builders.a_reply(mail).draft_key,
                last_seen_id=0,
                asked_at=one.asked_at,
                send_at=one.send_at,
            )
            for _ in range(SHOWN)
        )

    page = shown_to(ann, mail.client)

    assert (len(page.rows), page.has_more) == (SHOWN, True)


def test_the_page_shows_it_and_the_sidebar_its_queue(
    mail: Conversation, ann: Person, ann_browser: Browser
) -> None:
    planned(mail, ann)

    page = page_of(ann_browser.get(HERE))

    assert "11月19日(木)に届きます。" in page
    assert "予約を取り消す" in page
    assert 'aria-current="true"' in page
    queue = page_of(ann_browser.get(reverse("desk"), {"queue": "scheduled"}))
    assert f'href="{HERE}"' in queue


def test_without_any_the_page_says_how_one_comes_about(ann_browser: Browser) -> None:
    assert "送信予約はありません" in page_of(ann_browser.get(HERE, {"whose": "mine"}))


def test_a_refresh_gets_the_rows_alone(
    mail: Conversation, ann: Person, ann_browser: Browser
) -> None:
    planned(mail, ann)

    part = page_of(ann_browser.get(HERE, headers={"HX-Request": "true", "HX-Target": "planned"}))

    assert part.lstrip().startswith('<ul class="items">')


def test_one_is_cancelled_from_the_page(
    mail: Conversation, ann: Person, ann_browser: Browser
) -> None:
    one = planned(mail, ann)

    answer = ann_browser.post(HERE, {"reply": one.pk, "do": "cancel", "whose": "mine"})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{HERE}?whose=mine")
    assert as_it_is(one).state == "cancelled"


def test_one_is_sent_at_once_from_the_page(
    mail: Conversation, ann: Person, ann_browser: Browser
) -> None:
    one = planned(mail, ann)

    answer = ann_browser.post(HERE, {"reply": one.pk, "do": "send"})

    assert (answer.status_code, as_it_is(one).state) == (302, "sent")
    assert replies_of(mail) == [TEXT]


def test_one_is_taken_into_the_composer_from_the_page(
    mail: Conversation, ann: Person, ann_browser: Browser
) -> None:
    one = planned(mail, ann)

    answer = ann_browser.post(HERE, {"reply": one.pk, "do": "edit"})

    assert answer.headers["Location"] == reverse("conversation", args=[mail.pk])
    with walls.transaction([mail.client_id]):
        assert drafts.draft_body(conversation=mail, person=ann) == TEXT


def test_what_the_author_has_not_seen_is_not_sent_over_and_the_page_says_so(
    mail: Conversation, ann: Person, ann_browser: Browser
) -> None:
    one = planned(mail, ann)
    with walls.transaction([mail.client_id]):
        ScheduledReply.objects.filter(pk=one.pk).update(last_seen_id=0)

    answer = ann_browser.post(HERE, {"reply": one.pk, "do": "send"})

    assert (answer.status_code, as_it_is(one).state) == (422, "scheduled")
    assert seeing.NewerMessageUnseen().sentence in page_of(answer)


def test_somebody_assigned_elsewhere_sees_none_and_touches_none(
    mail: Conversation, ann: Person, otto_browser: Browser
) -> None:
    one = planned(mail, ann)

    assert "11月19日" not in page_of(otto_browser.get(HERE))
    for act in ("send", "edit", "cancel"):
        answer = otto_browser.post(HERE, {"reply": one.pk, "do": act})
        assert answer.status_code == 404
    assert otto_browser.post(HERE, {"do": "cancel"}).status_code == 404
    assert as_it_is(one).state == "scheduled"
