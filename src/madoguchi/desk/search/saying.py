"""What a message is found by: its own words, and those that it shares with its conversation."""

from collections.abc import Iterator

from madoguchi.desk.conversations.models import Conversation, Message

QUOTE = (">", "＞")


def texts_of(message: Message) -> Iterator[str]:
    """With each message the subject, the customer and the tags, so that words combine.

    The message has its conversation, the customer, the files and the tags at hand.
    """
    conversation = message.conversation
    customer = conversation.customer
    yield conversation.subject
    yield customer.name
    yield customer.email
    if message.kind == Message.Kind.CUSTOMER:
        sender = (message.sender_name, message.sender_address)
        yield from (one for one in sender if one not in {customer.name, customer.email})
    yield message.text
    yield unquoted(message.quoted_text, message.text)
    for file in message.attachments.all():
        yield file.name
    yield from _tags_of(conversation)


def unquoted(whole_text: str, text: str) -> str:
    """What the page folds away but nobody quoted: a signature with its telephone number."""
    shown = set(text.splitlines())
    return "\n".join(
        line
        for line in whole_text.splitlines()
        if line not in shown and not line.lstrip().startswith(QUOTE)
    )


def _tags_of(conversation: Conversation) -> list[str]:
    """The names of its tags, in the order of the alphabet."""
    return sorted(one.tag.name for one in conversation.tags.all())
