"""What a merge takes along beside messages, and gives back: tags, and the texts that people began."""

from collections.abc import Collection

from madoguchi.desk.conversations.models import (
    Conversation,
    ConversationTag,
    DraftFile,
    SavedDraft,
)
from madoguchi.desk.platform.models import Event


def lend_tags(source: Conversation, target: Conversation) -> tuple[int, ...]:
    """Put the source's tags on the target too; the ids of those that it had not."""
    had = ConversationTag.objects.filter(conversation=target).values("tag_id")
    new = ConversationTag.objects.filter(conversation=source).exclude(tag_id__in=had)
    tag_ids = tuple(new.order_by("tag_id").values_list("tag_id", flat=True))
    ConversationTag.objects.bulk_create(
        ConversationTag(client_id=target.client_id, conversation=target, tag_id=tag_id)
        for tag_id in tag_ids
    )
    return tag_ids


def hand_over_drafts(source: Conversation, target: Conversation) -> tuple[int, ...]:
    """Move the drafts of everybody who has begun none in the target; whose they are.

    The others' stay where they are, and the target's page shows them.
    """
    busy = SavedDraft.objects.filter(conversation=target).values("person_id")
    free = SavedDraft.objects.filter(conversation=source).exclude(person_id__in=busy)
    person_ids = tuple(free.order_by("person_id").values_list("person_id", flat=True))
    _move_drafts(person_ids, source, target)
    return person_ids


def give_back(joined: Event, *, source: Conversation, target: Conversation) -> None:
    """What `MessagesJoined` says that came along goes back, as far as it is still there."""
    lent = ConversationTag.objects.filter(
        conversation=target, tag_id__in=joined.data.get("tag_ids", ())
    )
    lent.delete()
    begun = SavedDraft.objects.filter(conversation=source).values_list("person_id", flat=True)
    person_ids = set(joined.data.get("draft_person_ids", ())) - set(begun)
    _move_drafts(person_ids, target, source)


def _move_drafts(person_ids: Collection[int], come_from: Conversation, to: Conversation) -> None:
    # What waits with a held or scheduled reply is no draft: it stays with its reply.
    in_composers = DraftFile.objects.filter(draft_key=None)
    for kept in (SavedDraft.objects.all(), in_composers):
        kept.filter(conversation=come_from, person_id__in=person_ids).update(conversation=to)
