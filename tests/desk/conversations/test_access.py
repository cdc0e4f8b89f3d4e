"""The door to a conversation, which every page of it goes through: what the statement reads is what Django would."""

import pytest
from django.db.models import Model
from django.http import Http404

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.access import LARGEST, conversation_for
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import instances
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")


def values_of(row: Model | None) -> dict[str, object] | None:
    """Every column of the row, by its name."""
    if row is None:
        return None
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.parametrize("is_owned", [True, False])
def test_it_comes_with_client_customer_and_owner_as_django_reads_them(
    hikari: Client, ann: Person, is_owned: bool
) -> None:
    pk = builders.a_conversation(hikari).pk
    Conversation.objects.filter(pk=pk).update(owner=ann if is_owned else None)
    asked = Conversation.objects.select_related("client", "customer", "owner").get(pk=pk)

    found = conversation_for(pk)

    assert values_of(found) == values_of(asked)
    assert values_of(found.client) == values_of(asked.client)
    assert values_of(found.customer) == values_of(asked.customer)
    assert values_of(found.owner) == values_of(asked.owner)


@pytest.mark.parametrize("pk", [0, LARGEST, LARGEST + 1])
def test_a_number_of_no_conversation_is_not_found(pk: int) -> None:
    with pytest.raises(Http404):
        conversation_for(pk)


def test_a_column_that_django_reads_in_its_own_way_is_read_so(hikari: Client) -> None:
    message = builders.received(builders.a_conversation(hikari), copied=("cc@customer.example",))
    columns = instances.columns_of(Message, "m")
    sql = f"select {columns} from conversations_message m where m.id = %(pk)s::bigint"

    (found,) = instances.row_of(sql, {"pk": message.pk}, Message)

    assert values_of(found) == values_of(Message.objects.get(pk=message.pk))
    assert found.copied == ["cc@customer.example"]
    assert instances.row_of(sql, {"pk": 0}, Message) == ()
