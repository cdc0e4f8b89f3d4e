"""Who is offered by "@" in a room: who reads that thread, and nobody of elsewhere."""

import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from tests import builders


def _names(browser: Browser, address: str, listed: str) -> set[str]:
    """The names in the list with this id."""
    page = browser.get(address).content.decode()
    _, begun, after = page.partition(f'id="{listed}"')
    assert begun
    options = after.partition("</ul>")[0].split('data-name="')[1:]
    return {one.partition('"')[0] for one in options}


@pytest.fixture
def direct(hikari: Client, ann: Person, cora: Person, kei: Person) -> Conversation:
    """A thread between Ann and Cora alone."""
    opening = DirectOpening(
        title="お体のこと",
        body="お加減はいかがでしょうか。どうぞお大事になさってください。",
        matter="health",
        reason="体調の話のため",
        person_ids=[cora.pk],
        draft_key=uuid.uuid4(),
    )
    with walls.transaction([hikari.pk]):
        opened = open_direct(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)
    assert opened.refusal is None
    return opened.conversation


@pytest.fixture
def kei(hikari: Client) -> Person:
    """Works for Hikari, too."""
    return builders.assigned(builders.a_person("kei"), hikari)


@pytest.mark.usefixtures("otto", "mika")
def test_ours_are_offered_both_sides_of_the_room(
    thread: Conversation, ann: Person, cora: Person, kei: Person
) -> None:
    address = reverse("room-thread", args=[thread.pk])

    assert _names(builders.signed_in(ann), address, "callable-in-room") == {cora.name, kei.name}


@pytest.mark.usefixtures("otto", "mika")
def test_members_are_offered_both_sides_of_the_room(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    jun = builders.a_member("jun", hikari)
    browser = builders.signed_in(cora)
    offered = {ann.name, jun.name}

    for address in (
        reverse("portal-room-thread", args=[thread.pk]),
        reverse("portal-room") + "?new=1",
    ):
        assert _names(browser, address, "callable-in-room") == offered


@pytest.mark.usefixtures("otto", "mika")
def test_a_new_thread_of_ours_offers_both_sides(
    thread: Conversation, ann: Person, cora: Person, kei: Person
) -> None:
    address = reverse("room-thread", args=[thread.pk])

    assert _names(builders.signed_in(ann), address, "callable-at-first") == {cora.name, kei.name}


def test_a_direct_thread_offers_who_takes_part(
    direct: Conversation, ann: Person, cora: Person
) -> None:
    ours, theirs = builders.signed_in(ann), builders.signed_in(cora)

    here = reverse("room-thread", args=[direct.pk])
    assert _names(ours, here, "callable-in-room") == {cora.name}
    there = reverse("portal-room-thread", args=[direct.pk])
    assert _names(theirs, there, "callable-in-room") == {ann.name}


def test_a_note_in_a_direct_thread_offers_nobody_who_does_not_read_it(
    direct: Conversation, ann: Person, kei: Person
) -> None:
    page = builders.signed_in(ann).get(reverse("room-thread", args=[direct.pk])).content.decode()

    assert 'id="callable"' not in page
    assert f'name="mention" value="{kei.pk}"' not in " ".join(page.split())


def test_otto_and_another_clients_member_are_offered_nobody(
    thread: Conversation, otto: Person, mika: Person
) -> None:
    assert builders.signed_in(otto).get(reverse("room-thread", args=[thread.pk])).status_code == 404
    there = reverse("portal-room-thread", args=[thread.pk])
    assert builders.signed_in(mika).get(there).status_code == 404


def test_a_mail_offers_nobody_for_its_reply(hikari: Client, ann: Person) -> None:
    mail = builders.a_conversation(hikari)

    page = builders.signed_in(ann).get(reverse("conversation", args=[mail.pk])).content.decode()

    assert "callable-in-room" not in page
