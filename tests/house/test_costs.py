"""The pages of settings, alerts and search ask the database as often for thirty rows as for three."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from madoguchi.desk.alerts.models import Alert
from madoguchi.desk.api.actions import TokenWish, make_token
from madoguchi.desk.clients.models import Address, Client, ClientPhrase, ReplyTemplate, Term
from madoguchi.desk.mail.models import Mailbox, OutgoingMail
from madoguchi.desk.people.actions.invitations import invite
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.search.actions.reindexing import index_batch
from tests import builders
from tests.desk.expectations.scene import agreed
from tests.house.counting import page_of, queries_of

FEW, MANY = range(3), range(3, 30)
# A test's own transaction included, and what is found of the same customer's. A bound that may fall: what
# the panels ask goes with the thread.
OF_A_CONVERSATION = 22


def costs_the_same(person: Person, path: str, add: Callable[[int], object]) -> bool:
    """Whether the page with thirty rows asks as often as with three."""
    page = page_of(person, path)
    for number in FEW:
        add(number)
    few = queries_of(page)
    for number in MANY:
        add(number)
    return queries_of(page) == few


def test_the_people(ada: Person, hikari: Client) -> None:
    def add(number: int) -> None:
        builders.assigned(builders.a_person(f"person-{number}"), hikari)
        invite(
            email=f"guest-{number}@provider.example",
            name="",
            is_admin=False,
            invited_by=ada,
            now=clock.now(),
        )

    assert costs_the_same(ada, reverse("people"), add)


@pytest.mark.parametrize("name", ["clients", "audit"])
def test_what_is_set_up(name: str, ada: Person) -> None:
    def add(number: int) -> None:
        client = builders.a_client(f"client-{number}")
        builders.with_a_reason(ada, client, now=clock.now() - timedelta(days=number))

    assert costs_the_same(ada, reverse(name), add)


def test_the_tokens(ada: Person) -> None:
    def add(number: int) -> None:
        client = builders.a_client(f"client-{number}")
        wish = TokenWish(name=f"token-{number}", client_id=client.pk)
        with walls.transaction([], provider_wide=True):
            make_token(wish=wish, person=ada, now=builders.NOW)

    assert costs_the_same(ada, reverse("api-tokens"), add)


def test_the_desk_of_somebody_with_many_clients(ann: Person) -> None:
    def add(number: int) -> None:
        client = builders.a_client(f"client-{number}")
        builders.assigned(ann, client)
        builders.a_conversation(client)

    assert costs_the_same(ann, reverse("desk"), add)


def test_a_conversation_with_the_panels_beside_it(ann: Person, hikari: Client, dai: Person) -> None:
    opened = builders.a_conversation(hikari)
    agreed(hikari, dai)

    def add(number: int) -> None:
        builders.received(opened, text=f"{number}件目です。")
        builders.a_conversation(hikari)

    address = reverse("conversation", args=[opened.pk])
    assert costs_the_same(ann, address, add)
    assert queries_of(page_of(ann, address)) == OF_A_CONVERSATION


@pytest.mark.parametrize(
    "name",
    [
        *("client", "client-addresses", "client-terms", "client-phrases", "client-templates"),
        "client-assignments",
    ],
)
def test_the_settings_of_a_client(name: str, ada: Person, hikari: Client) -> None:
    def add(number: int) -> None:
        builders.assigned(builders.a_person(f"person-{number}"), hikari)
        with walls.transaction([hikari.pk]):
            Address.objects.create(client=hikari, address=f"a{number}@hikari.example")
            Term.objects.create(client=hikari, avoided=f"避{number}", preferred="花")
            ReplyTemplate.objects.create(client=hikari, title=f"題{number}", body="文")
            ClientPhrase.objects.create(
                client=hikari,
                kind="forbid",
                phrase=f"句{number}",
                created_by=ada,
                at=builders.NOW,
            )

    assert costs_the_same(ada, reverse(name, args=[hikari.pk]), add)


def test_the_mailboxes_and_what_cannot_leave(ada: Person, ann: Person) -> None:
    def add(number: int) -> None:
        client = builders.a_client(f"client-{number}")
        builders.assigned(ann, client)
        builders.replied(builders.a_conversation(client), ann)
        with walls.transaction([client.pk]):
            Mailbox.objects.create(client=client, address=client.addresses.get())
            OutgoingMail.objects.filter(client=client).update(
                state="queued", sent_at=None, failing_since=builders.NOW
            )

    assert costs_the_same(ada, reverse("mailboxes"), add)


@pytest.mark.parametrize("name", ["alerts", "alerts-newest"])
def test_ones_alerts(name: str, ann: Person, hikari: Client) -> None:
    def add(_number: int) -> None:
        conversation = builders.a_conversation(hikari)
        with walls.transaction([hikari.pk]):
            Alert.objects.create(
                client=hikari,
                conversation=conversation,
                person=ann,
                level="due",
                is_passed=False,
                level_at=builders.NOW,
                at=clock.now(),
            )

    assert costs_the_same(ann, reverse(name), add)


def test_what_a_search_finds(ann: Person, hikari: Client) -> None:
    def add(number: int) -> None:
        builders.a_conversation(hikari, text=f"桜の鉛筆{number}", sender_name=f"田中 {number}")
        index_batch(hikari.pk)

    assert costs_the_same(ann, reverse("search") + "?q=鉛筆", add)


def test_a_customers_card(ann: Person, hikari: Client) -> None:
    def add(number: int) -> None:
        builders.a_conversation(hikari, subject=f"件{number}")

    first = builders.a_conversation(hikari)
    assert costs_the_same(ann, reverse("customer-card", args=[first.customer_id]), add)


def test_what_the_customers_received(ann: Person, hikari: Client) -> None:
    def add(_number: int) -> None:
        builders.a_conversation(hikari)

    assert costs_the_same(ann, reverse("customers"), add)
