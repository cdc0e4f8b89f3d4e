"""What was typed and not sent yet: kept while typing, gone when sent. A mark, not an event."""

import uuid
from datetime import datetime

from madoguchi.desk.conversations.models import Conversation, HeldReply, Message, SavedDraft
from madoguchi.desk.people.models import Person


def save_typing(
    *, conversation_id: int, person: Person, body: str, draft_key: str, now: datetime
) -> None:
    """Keep the text while it is typed; never one that has just been sent.

    A check of the guard may overtake the sending of its own text: under the conversation's lock
    it is known whether the draft became a message or waits for a director.
    """
    conversation = Conversation.objects.lock(conversation_id)
    if not _has_left(conversation, draft_key):
        save_draft(conversation=conversation, person=person, body=body, now=now)


def save_draft(*, conversation: Conversation, person: Person, body: str, now: datetime) -> None:
    """Keep the text as it stands; an empty one keeps nothing."""
    if not body.strip():
        discard_draft(conversation=conversation, person=person)
        return
    SavedDraft.objects.update_or_create(
        conversation=conversation,
        person=person,
        defaults={"client_id": conversation.client_id, "body": body, "at": now},
    )


def give_back(*, conversation: Conversation, person: Person, body: str, now: datetime) -> None:
    """Put a text back into somebody's composer, unless they have begun another there."""
    SavedDraft.objects.get_or_create(
        conversation=conversation,
        person=person,
        defaults={"client_id": conversation.client_id, "body": body, "at": now},
    )


def discard_draft(*, conversation: Conversation, person: Person) -> None:
    """The text was sent, held for a director, or emptied."""
    SavedDraft.objects.filter(conversation=conversation, person=person).delete()


def draft_body(*, conversation: Conversation, person: Person) -> str:
    """What this person had typed here, "" for nothing."""
    kept = SavedDraft.objects.filter(conversation=conversation, person=person)
    return kept.values_list("body", flat=True).first() or ""


def _has_left(conversation: Conversation, draft_key: str) -> bool:
    try:
        key = uuid.UUID(draft_key)
    except ValueError:
        return False
    return (
        Message.objects.filter(client=conversation.client_id, draft_key=key).exists()
        or HeldReply.objects.filter(conversation=conversation, draft_key=key).exists()
    )
