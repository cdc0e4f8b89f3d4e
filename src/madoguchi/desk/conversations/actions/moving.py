"""Messages that change their conversation take along what hangs on them; the list's words follow."""

from collections.abc import Collection

from madoguchi.desk.conversations import seeing
from madoguchi.desk.conversations.actions.keeping import snippet_of
from madoguchi.desk.conversations.models import Conversation, Mention, Message
from madoguchi.desk.promises.actions.giving import move_promises


def move_messages(message_ids: Collection[int], *, to: Conversation) -> None:
    """Put the messages, with the mentions and the promises in them, into another conversation of the same client."""
    Message.objects.filter(pk__in=message_ids).update(conversation=to)
    Mention.objects.filter(message__in=message_ids).update(conversation=to)
    move_promises(message_ids, to_conversation_id=to.pk)


def refresh_summary(conversation: Conversation) -> None:
    """What the list says of a conversation, from the messages that are in it now."""
    said = conversation.messages.filter(kind__in=seeing.SAID)
    newest = said.order_by("-pk").first()
    if newest is None:
        return
    asked = said.filter(kind=Message.Kind.CUSTOMER).order_by("-pk").first()
    conversation.snippet = snippet_of(newest.text)
    conversation.last_message_at = said.order_by("-at", "-pk").values_list("at", flat=True)[0]
    conversation.newest_customer_message_id = asked.pk if asked else None
    conversation.save(update_fields=["snippet", "last_message_at", "newest_customer_message_id"])
