"""A direct thread, as the tests of what is hidden with it need one."""

import uuid

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from tests import builders


def between(client: Client, ours: Person, theirs: Person) -> Conversation:
    """A thread between these two about somebody's health."""
    opening = DirectOpening(
        title="お体のこと",
        body="お加減はいかがでしょうか。どうぞお大事になさってください。",
        matter="health",
        reason="体調の話のため",
        person_ids=[theirs.pk],
        draft_key=uuid.uuid4(),
    )
    with walls.transaction([client.pk]):
        opened = open_direct(client_id=client.pk, person=ours, opening=opening, now=builders.NOW)
    assert opened.refusal is None
    return opened.conversation
