"""What the page of a conversation asks the database for nearly every matter: asked at once."""

from datetime import datetime

from madoguchi.desk.conversations import beside, drafting
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries import acts, faces, hanging, histories, threads
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared


def asked_of(
    conversation: Conversation, person: Person, now: datetime
) -> tuple[prepared.Asked, ...]:
    """Its thread, its clock, its history and the panels beside; what else hangs on one is asked where it is
    there."""
    of = {"of": conversation.pk}
    is_closed = conversation.state == Conversation.State.CLOSED
    return (
        hanging.asked(conversation, person=person, now=now),
        (faces.NEWEST, of),
        (acts.TAGS, of),
        (drafting.GLOSSARY, {"client": conversation.client_id}),
        (histories.LOGGED, of),
        *(((histories.CLOSED, of),) if is_closed else ()),
        *threads.always_asked(conversation),
        *beside.asked_of(conversation, person, now),
    )
