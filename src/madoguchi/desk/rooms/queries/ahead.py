"""What the page of a thread asks the database: asked at once, for readers of either side."""

from datetime import datetime

from madoguchi.desk.clients import access
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.contacts import moments
from madoguchi.desk.contacts.queries import members
from madoguchi.desk.conversations import beside, devices, drafting, mentions, recipients
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries import acts, faces, hanging, histories, threads
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rooms.queries import calls, marks, rooms


def asked_by_us(
    conversation: Conversation, person: Person, sight: Sight, now: datetime
) -> tuple[prepared.Asked, ...]:
    """Of one thread with all that stands around it; what else hangs on one is asked where it is there."""
    of, client = {"of": conversation.pk}, conversation.client_id
    return (
        rooms.threads_asked(client, person),
        rooms.rooms_asked(person, sight),
        hanging.asked(conversation, person=person, now=now),
        access.role_asked(person, client, now),
        (faces.NEWEST, of),
        (devices.DEVICE, of),
        calls.asked_of(conversation),
        (recipients.WRITER, of),
        (moments.PEOPLE, {"client": client, "now": now}),
        (drafting.GLOSSARY, {"client": client}),
        *_between_both(conversation, now),
        *acts.asked_of(conversation),
        *histories.asked_of(conversation),
        *beside.asked_of(conversation, person, now),
    )


def asked_by_member(
    conversation: Conversation, person: Person, now: datetime
) -> tuple[prepared.Asked, ...]:
    """What both sides said, and nothing of ours."""
    return (
        rooms.threads_asked(conversation.client_id, person),
        *_between_both(conversation, now),
    )


def _between_both(conversation: Conversation, now: datetime) -> tuple[prepared.Asked, ...]:
    return (
        members.asked_of(conversation.client_id),
        mentions.asked_at(conversation.client_id, now),
        *marks.asked_of(conversation, now),
        *threads.asked_of(conversation, now),
    )
