"""What was typed and not sent yet: kept while typing, gone when sent. A mark, not an event."""

from datetime import datetime

from madoguchi.desk.conversations.models import Conversation, SavedDraft
from madoguchi.desk.people.models import Person


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


def discard_draft(*, conversation: Conversation, person: Person) -> None:
    """The text was sent, held for a director, or emptied."""
    SavedDraft.objects.filter(conversation=conversation, person=person).delete()


def draft_body(*, conversation: Conversation, person: Person) -> str:
    """What this person had typed here, "" for nothing."""
    kept = SavedDraft.objects.filter(conversation=conversation, person=person)
    return kept.values_list("body", flat=True).first() or ""
