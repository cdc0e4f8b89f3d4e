"""What the tests of rooms share: Hikari's room, with a thread that Cora of Hikari began."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.actions.speaking import Saying, open_as_member
from tests import builders


@pytest.fixture
def in_hikari(hikari: Client, mika: Person, otto: Person) -> Iterator[None]:
    """Everything in the test happens inside Hikari's wall; the others are there already."""
    with walls.within([hikari.pk]):
        yield


@pytest.fixture
def thread(hikari: Client, ann: Person, cora: Person) -> Conversation:
    """A thread that Cora began five minutes ago; it is Ann's to answer."""
    now = builders.NOW - timedelta(minutes=5)
    saying = Saying(
        text="年末の出荷日を、11月25日の15時までに教えてください。", draft_key=uuid.uuid4()
    )
    with walls.transaction([hikari.pk]):
        message = open_as_member(
            client_id=hikari.pk, member=cora, title="年末の出荷日", saying=saying, now=now
        )
        return Conversation.objects.select_related("client", "customer", "owner").get(
            pk=message.conversation_id
        )
