"""A report of the story is kept until its recipient works again."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.contacts.moments import next_good_moment
from madoguchi.desk.conversations import seeing
from madoguchi.desk.conversations.actions.replies import Reply
from madoguchi.desk.conversations.actions.scheduling import schedule_reply
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.demo.story.planned import PLANNED
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls

NOT_TODAY = timedelta(hours=14)  # so that it waits whenever the demo is begun


def plan_report(
    clients: Mapping[str, Client], people: Mapping[str, Person], *, now: datetime
) -> None:
    """Schedule it in the client's wall, for the contact's next good moment of another day."""
    client = clients[PLANNED.client]
    with walls.within([client.pk]):
        thread = Conversation.objects.get(client=client, subject=PLANNED.thread)
        contact = Contact.objects.get(client=client, name=PLANNED.contact)
        moment = next_good_moment(contact, now + NOT_TODAY)
        assert moment is not None, "the story's contact works every week"
        reply = Reply(
            body=PLANNED.text,
            draft_key=uuid.uuid5(uuid.NAMESPACE_URL, PLANNED.thread),
            last_seen_id=seeing.newest_said(thread),
        )
        schedule_reply(
            conversation_id=thread.pk,
            author=people[PLANNED.author],
            reply=reply,
            send_at=moment.at,
            now=now,
        )
