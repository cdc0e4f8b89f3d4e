"""A customer's message comes in: it finds its conversation or opens one, and the ball is ours."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import transaction

from madoguchi.desk.conversations import threading
from madoguchi.desk.conversations.actions import joining, opening
from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.conversations.models import Conversation, Message


@transaction.atomic
def receive_message(incoming: Incoming) -> tuple[Message, bool]:
    """Record a message once; returns it, and whether it is new.

    The same mail twice (Message-ID and body) is the first message. Never joins across clients:
    every look-up runs inside the client's wall.
    """
    threading.one_at_a_time(incoming.client_id)
    known = threading.same_mail(incoming)
    if known is not None:
        return known, False
    found = threading.conversation_of(incoming)
    if found is None:
        return opening.open_conversations([incoming])[0], True
    return joining.join_conversations([(_held(found), incoming)])[0], True


@transaction.atomic
def receive_clear(incoming: Sequence[Incoming]) -> dict[str, Message]:
    """Record together those of one client's messages whose place is clear; returns them by mail id.

    Whatever may be a duplicate, answers another one of these or names its conversation in another
    way than by mail ids is left to `receive_message`.
    """
    if not incoming:
        return {}
    threading.one_at_a_time(incoming[0].client_id)
    places = threading.clear_places(incoming)
    strangers = [one for one in incoming if places.get(one.mail_id, 0) is None]
    messages = opening.open_conversations(strangers)
    for answers in _in_turns(incoming, places):
        messages += joining.join_conversations(answers)
    return {message.mail_id: message for message in messages if message.mail_id is not None}


def _held(conversation_id: int) -> Conversation:
    conversation = Conversation.objects.lock(conversation_id)
    while conversation.merged_into_id is not None:  # merged while this mail waited for it
        conversation = Conversation.objects.lock(conversation.merged_into_id)
    return conversation


def _in_turns(
    incoming: Sequence[Incoming], places: Mapping[str | None, int | None]
) -> list[list[tuple[Conversation, Incoming]]]:
    """The answers with their conversations, held; the second one to a conversation is in the second turn.

    An answer to one that was merged is left out.
    """
    answers: defaultdict[int, list[Incoming]] = defaultdict(list)
    for one in incoming:
        place = places.get(one.mail_id)
        if place is not None:
            answers[place].append(one)
    held = [one for one in Conversation.objects.lock_all(answers) if one.merged_into_id is None]
    most = max((len(answers[one.pk]) for one in held), default=0)
    return [
        [(one, answers[one.pk][turn]) for one in held if turn < len(answers[one.pk])]
        for turn in range(most)
    ]
