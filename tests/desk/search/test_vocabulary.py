"""A word of a client's vocabulary finds the other one of its pair, in that client alone."""

import pytest

from madoguchi.desk.clients.models import Client, Term
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.search.asking import question_of
from madoguchi.desk.search.finding import find
from tests import builders


@pytest.fixture
def said(hikari: Client, tsubame: Client) -> dict[str, int]:
    """The preferred word at Hikari and at Tsubame, whose vocabulary does not know it."""
    with walls.transaction([hikari.pk]):
        Term.objects.create(client=hikari, preferred="うつわ", avoided="商品")
    words = {"hikari": (hikari, "うつわが届きません。"), "tsubame": (tsubame, "うつわの件です。")}
    conversations = {
        key: builders.a_conversation(client, text=text, whole_text=text, subject="")
        for key, (client, text) in words.items()
    }
    broken = "商品が割れていました。"
    plain = builders.a_conversation(hikari, text=broken, whole_text=broken, subject="")
    return {**{key: one.pk for key, one in conversations.items()}, "plain": plain.pk}


def found(clients: list[Client], person: Person, typed: str) -> set[int]:
    with walls.transaction([one.pk for one in clients]):
        ids = find(question_of({"q": typed}), person_id=person.pk, most=10).message_ids
        return set(Message.objects.filter(pk__in=ids).values_list("conversation_id", flat=True))


def test_the_avoided_word_finds_the_preferred_one_and_the_other_way(
    said: dict[str, int], hikari: Client, ann: Person
) -> None:
    both = {said["hikari"], said["plain"]}

    assert found([hikari], ann, "商品") == both
    assert found([hikari], ann, "うつわ") == both
    assert found([hikari], ann, "商品 届きません") == {said["hikari"]}


def test_a_clients_words_say_nothing_of_anothers_messages(
    said: dict[str, int], hikari: Client, tsubame: Client, ann: Person
) -> None:
    assert found([tsubame], ann, "商品") == set()
    assert found([hikari, tsubame], ann, "商品") == {said["hikari"], said["plain"]}
