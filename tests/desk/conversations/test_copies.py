"""Cc: shown, offered, taken by choice only, and never to our own side."""

import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.approvals import approve_reply, request_approval
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.copying import MOST_COPIES, CannotCopy, addresses_in
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.builders import NOW

HUSBAND = "ken@customer.example"


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A customer wrote, with her husband in Cc."""
    return builders.a_conversation(hikari, copied=(HUSBAND,))


def sent(conversation: Conversation, author: Person, *copied: str) -> Message:
    """A reply with these in Cc."""
    with walls.transaction([conversation.client_id]):
        return send_reply(
            conversation_id=conversation.pk,
            author=author,
            reply=builders.a_reply(conversation, copied=copied),
            now=NOW,
        )


def test_who_was_in_cc_is_offered_and_not_chosen(
    ann_browser: Browser, conversation: Conversation
) -> None:
    page = ann_browser.get(reverse("conversation", args=[conversation.pk])).content.decode()

    box = page.partition(f'value="{HUSBAND}"')[2].partition(">")[0]
    assert box
    assert "checked" not in box


def test_a_reply_goes_to_those_who_were_chosen(conversation: Conversation, ann: Person) -> None:
    assert sent(conversation, ann).copied == []
    assert sent(conversation, ann, HUSBAND).copied == [HUSBAND]


def test_a_held_reply_keeps_who_was_chosen_until_it_leaves(
    hikari: Client, conversation: Conversation, ann: Person, dai: Person
) -> None:
    with walls.transaction([hikari.pk]):
        held = request_approval(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation, copied=(HUSBAND,)),
            now=NOW,
        )
        message = approve_reply(held_reply_id=held.pk, director=dai, now=NOW)

    assert message.copied == [HUSBAND]


@pytest.mark.parametrize(
    "address",
    [
        "ann@provider.example",  # one of our people
        "support@hikari.example",  # the client itself
        "support@tsubame.example",  # another client of ours
        "support+x@tsubame.example",  # the same, tagged
        "megumi@customer.example",  # who gets it anyway
        "not-an-address",
        "x@" + "a" * 300 + ".example",
    ],
)
def test_nobody_of_our_side_and_no_impossible_address_is_in_cc(
    conversation: Conversation, ann: Person, tsubame: Client, address: str
) -> None:
    with pytest.raises(CannotCopy):
        sent(conversation, ann, HUSBAND, address)


def test_the_refusal_does_not_tell_that_an_address_is_another_clients(
    conversation: Conversation, ann: Person, tsubame: Client
) -> None:
    told = set()
    for address in ("support@tsubame.example", "ann@provider.example", "not-an-address"):
        with pytest.raises(CannotCopy) as refused:
            sent(conversation, ann, address)
        told.add(refused.value.sentence.replace(address, ""))

    assert len(told) == 1


def test_there_is_an_end_to_copies(conversation: Conversation, ann: Person) -> None:
    many = [f"a{number}@customer.example" for number in range(MOST_COPIES + 1)]

    with pytest.raises(CannotCopy):
        sent(conversation, ann, *many)


def test_addresses_are_read_from_what_was_typed() -> None:
    assert addresses_in("Ken@Customer.example、 b@x.example;b@x.example\n") == (
        "ken@customer.example",
        "b@x.example",
    )


def test_a_refused_copy_loses_nothing_that_was_typed(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = ann_browser.post(
        reverse("conversation-reply", args=[conversation.pk]),
        {
            "body": builders.a_reply(conversation).body,
            "draft_key": str(uuid.uuid4()),
            "last_seen": str(2**40),
            "copied": [HUSBAND, "support@hikari.example"],
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "support@hikari.example」は Cc に入れられません" in page
    assert "届きます。</textarea>" in page
    assert "checked" in page.partition(f'value="{HUSBAND}"')[2].partition(">")[0]
    assert 'value="support@hikari.example"' in page
