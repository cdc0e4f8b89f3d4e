"""A customer's message comes in."""

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Ball, Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders


def test_a_first_message_opens_a_conversation_of_the_clients_own_operator(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)

    assert conversation.ball == Ball.US
    assert conversation.owner == ann
    assert conversation.due_at == builders.NOW.replace(hour=6)


def test_a_conversation_does_not_exist_outside_of_its_wall(hikari: Client, tsubame: Client) -> None:
    conversation = builders.a_conversation(hikari)

    with walls.transaction([tsubame.pk]):
        assert not Conversation.objects.filter(pk=conversation.pk).exists()
