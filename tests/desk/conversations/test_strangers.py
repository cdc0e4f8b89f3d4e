"""A name can be written by anybody: a message from another address says so."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.queries.threads import messages_of
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")


@pytest.mark.parametrize(
    ("address", "shown"),
    [("evil@attacker.example", "evil@attacker.example"), ("Megumi@customer.example", "")],
)
def test_an_address_that_is_not_the_customers_is_shown_beside_the_name(
    hikari: Client, address: str, shown: str
) -> None:
    conversation = builders.a_conversation(hikari)
    builders.received(conversation, sender_email=address)

    first, second = messages_of(conversation, builders.NOW)

    assert (first.strange_address, second.strange_address) == ("", shown)
