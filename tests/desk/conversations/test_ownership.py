"""Whose conversation it is."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.querysets import NoSuchConversation
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW


def test_without_an_operator_of_its_own_a_new_conversation_is_nobodys(hikari: Client) -> None:
    builders.assigned(builders.a_person("bea"), hikari)

    assert builders.a_conversation(hikari).owner is None


def test_the_owner_stays_when_the_customer_writes_again(hikari: Client, ann: Person) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)
    conversation = builders.a_conversation(hikari)
    ownership.assign_owner(conversation_id=conversation.pk, owner=bea, person=ann, now=NOW)

    builders.received(conversation)

    conversation.refresh_from_db()
    assert conversation.owner == bea


def test_when_the_owners_assignment_has_ended_the_clients_operator_takes_over(
    hikari: Client, ann: Person
) -> None:
    leaving = builders.assigned(
        builders.a_person("bea"), hikari, ends_at=NOW + timedelta(minutes=5)
    )
    conversation = builders.a_conversation(hikari)
    ownership.assign_owner(conversation_id=conversation.pk, owner=leaving, person=ann, now=NOW)

    builders.received(conversation, received_at=NOW + timedelta(minutes=10))

    conversation.refresh_from_db()
    assert conversation.owner == ann


def test_when_nobody_is_left_the_conversation_loses_its_owner(hikari: Client) -> None:
    builders.assigned(
        builders.a_person("bea"), hikari, takes_new=True, ends_at=NOW + timedelta(minutes=5)
    )
    conversation = builders.a_conversation(hikari)
    assert conversation.owner is not None

    builders.received(conversation, received_at=NOW + timedelta(minutes=10))

    conversation.refresh_from_db()
    assert conversation.owner is None


def test_somebody_assigned_gives_it_to_somebody_assigned(hikari: Client, ann: Person) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)
    conversation = builders.a_conversation(hikari)

    ownership.assign_owner(conversation_id=conversation.pk, owner=bea, person=ann, now=NOW)

    conversation.refresh_from_db()
    assert conversation.owner == bea
    assert builders.kinds_of_events(conversation.pk)[-1] == "OwnerChanged"


def test_the_same_owner_again_is_nothing_new(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    before = builders.kinds_of_events(conversation.pk)

    ownership.assign_owner(conversation_id=conversation.pk, owner=ann, person=ann, now=NOW)

    assert builders.kinds_of_events(conversation.pk) == before


def test_it_cannot_be_given_to_somebody_who_is_assigned_elsewhere(
    hikari: Client, ann: Person, otto: Person
) -> None:
    conversation = builders.a_conversation(hikari)

    with pytest.raises(ownership.CannotAssign):
        ownership.assign_owner(conversation_id=conversation.pk, owner=otto, person=ann, now=NOW)


def test_somebody_assigned_elsewhere_cannot_take_it(hikari: Client, otto: Person) -> None:
    conversation = builders.a_conversation(hikari)

    with pytest.raises(ownership.CannotAssign):
        ownership.assign_owner(conversation_id=conversation.pk, owner=otto, person=otto, now=NOW)


def test_what_lies_behind_the_wall_cannot_be_taken(
    hikari: Client, tsubame: Client, ann: Person
) -> None:
    theirs = builders.a_conversation(tsubame)

    with pytest.raises(NoSuchConversation):
        ownership.assign_owner(conversation_id=theirs.pk, owner=ann, person=ann, now=NOW)
