"""The undo of an act on many: the right of that moment is no right of now, and no colleague's act is undone."""

import html
import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.conversations.actions import (
    closing,
    notes,
    ownership,
    passing,
    snoozing,
    tagging,
)
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.walls.addresses import sent
from tests.desk.walls.tables import rows_of

UNDO = reverse("conversations-bulk-undo")
CHANGED = "そのあとに変わったため、そのままにしました。"


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """It came in five minutes ago, and is Ann's."""
    return builders.a_conversation(
        hikari, subject="極秘の相談", received_at=clock.now() - timedelta(minutes=5)
    )


def undo_of(browser: Browser, conversation: Conversation, **form: str) -> str:
    """Where the toast's undo posts to, after an act on this one."""
    form["pick"] = f"{conversation.pk}-{10**12}"
    page = browser.post(reverse("conversations-bulk"), form, follow=True).content.decode()
    [address] = re.findall(rf'action="({UNDO}[^"]+)"', page)
    return html.unescape(address)


def in_minutes(minutes: int) -> str:
    return (clock.now() + timedelta(minutes=minutes)).isoformat()


def kept(client: Client) -> object:
    with walls.transaction([client.pk], provider_wide=True):
        return rows_of(client)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_who_has_left_the_client_puts_nothing_back_and_sees_nothing(
    elsewhere: bool,
    ann: Person,
    ann_browser: Browser,
    hikari: Client,
    tsubame: Client,
    conversation: Conversation,
) -> None:
    address = undo_of(ann_browser, conversation, act="close")
    with walls.transaction([hikari.pk]):
        Assignment.objects.filter(person=ann).update(ends_at=clock.now() - timedelta(days=1))
    if elsewhere:
        builders.assigned(ann, tsubame)
    before = kept(hikari)

    answer = sent(ann_browser, address, {})

    assert answer.status == 422
    assert "極秘" not in answer.text
    assert hikari.name not in answer.text
    assert kept(hikari) == before


def test_an_operator_does_not_end_the_snooze_that_the_director_set(
    ann_browser: Browser, dai: Person, hikari: Client, conversation: Conversation
) -> None:
    address = undo_of(ann_browser, conversation, act="snooze", until=in_minutes(9))
    with walls.transaction([hikari.pk]):
        until = clock.now() + timedelta(minutes=15)
        snoozing.snooze_conversation(
            conversation_id=conversation.pk, until=until, person=dai, now=clock.now()
        )

    assert_left_alone(ann_browser, address, hikari)


def test_an_operator_does_not_open_what_the_director_closed(
    ann_browser: Browser, dai: Person, hikari: Client, conversation: Conversation
) -> None:
    address = undo_of(ann_browser, conversation, act="close")
    with walls.transaction([hikari.pk]):
        closing.reopen_conversation(conversation_id=conversation.pk, person=dai, now=clock.now())
        closing.close_conversation(conversation_id=conversation.pk, person=dai, now=clock.now())

    assert_left_alone(ann_browser, address, hikari)


def test_an_operator_does_not_close_what_the_director_took_up(
    ann_browser: Browser, dai: Person, hikari: Client, conversation: Conversation
) -> None:
    with walls.transaction([hikari.pk]):
        closing.close_conversation(conversation_id=conversation.pk, person=dai, now=clock.now())
    address = undo_of(ann_browser, conversation, act="reopen")
    with walls.transaction([hikari.pk]):
        passing.pass_to_client(conversation_id=conversation.pk, person=dai, now=clock.now())

    assert_left_alone(ann_browser, address, hikari)


def test_an_operator_does_not_take_the_ball_that_the_director_passed(
    ann_browser: Browser, dai: Person, hikari: Client, conversation: Conversation
) -> None:
    address = undo_of(ann_browser, conversation, act="ask")
    with walls.transaction([hikari.pk]):
        for move in (passing.pass_to_us, passing.pass_to_client):
            move(conversation_id=conversation.pk, person=dai, now=clock.now())

    assert_left_alone(ann_browser, address, hikari)


def test_an_operator_does_not_take_off_the_directors_tag(
    ann_browser: Browser, dai: Person, hikari: Client, conversation: Conversation
) -> None:
    address = undo_of(ann_browser, conversation, act="tag", tag="返品")
    with walls.transaction([hikari.pk]):
        [use] = conversation.tags.all()
        tagging.untag_conversation(
            conversation_id=conversation.pk, tag_id=use.tag_id, person=dai, now=clock.now()
        )
        tagging.tag_conversation(
            conversation_id=conversation.pk, name="返品", person=dai, now=clock.now()
        )

    assert_left_alone(ann_browser, address, hikari)


def test_an_owner_whom_the_director_confirmed_stays(
    ann: Person, ann_browser: Browser, dai: Person, hikari: Client, conversation: Conversation
) -> None:
    with walls.transaction([hikari.pk]):
        ownership.release_owner(conversation_id=conversation.pk, person=ann, now=clock.now())
    address = undo_of(ann_browser, conversation, act="take")
    with walls.transaction([hikari.pk]):
        for owner in (dai, ann):
            ownership.assign_owner(
                conversation_id=conversation.pk, owner=owner, person=dai, now=clock.now()
            )

    assert_left_alone(ann_browser, address, hikari)


def test_a_colleagues_note_is_no_reason_to_leave_it(
    ann_browser: Browser, dai: Person, hikari: Client, conversation: Conversation
) -> None:
    address = undo_of(ann_browser, conversation, act="close")
    with walls.transaction([hikari.pk]):
        notes.write_note(
            conversation_id=conversation.pk, author=dai, text="確認しました", now=clock.now()
        )

    assert ann_browser.post(address).status_code == 302
    with walls.transaction([hikari.pk]):
        assert Conversation.objects.get(pk=conversation.pk).state == "open"


def assert_left_alone(browser: Browser, address: str, client: Client) -> None:
    """The undo is refused, and all of the client's rows are as they were."""
    before = kept(client)
    answer = sent(browser, address, {})
    assert answer.status == 422
    assert CHANGED in answer.text
    assert kept(client) == before
