"""What an incoming message becomes: its rows, not written yet, and what the log says of it."""

from collections.abc import Iterator

from madoguchi.desk.conversations.events import MessageReceived, NoticeReceived
from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.conversations.models import Attachment, Conversation, Message

SNIPPET_CHARACTERS = 120
LONGEST_NAME = 200


def message_of(conversation: Conversation, incoming: Incoming) -> Message:
    """The message, without a number."""
    return Message(
        client_id=incoming.client_id,
        conversation=conversation,
        channel=conversation.channel,
        author_id=incoming.author_id,
        draft_key=incoming.draft_key,
        kind=Message.Kind.NOTICE if incoming.notice else Message.Kind.CUSTOMER,
        sender_name=(incoming.sender_name or incoming.sender_email)[:LONGEST_NAME],
        sender_address=incoming.sender_email,
        at=incoming.received_at,
        text=incoming.text,
        quoted_text="" if incoming.whole_text == incoming.text else incoming.whole_text,
        mail_id=incoming.mail_id,
        body_hash=incoming.body_hash,
        notice=incoming.notice,
        copied=list(incoming.copied),
        has_html=incoming.has_html,
    )


def files_of(message: Message, incoming: Incoming) -> Iterator[Attachment]:
    """Its files, in their order."""
    for position, file in enumerate(incoming.files):
        yield Attachment(
            client_id=incoming.client_id,
            message=message,
            position=position,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            content_id=file.content_id,
        )


def received(message: Message, policy_id: int) -> MessageReceived:
    """A person wrote it; the clock that starts with it follows this policy."""
    return MessageReceived(
        client_id=message.client_id,
        conversation_id=message.conversation_id,
        message_id=message.pk,
        policy_id=policy_id,
    )


def noticed(message: Message) -> NoticeReceived:
    """A machine wrote it."""
    return NoticeReceived(
        client_id=message.client_id,
        conversation_id=message.conversation_id,
        message_id=message.pk,
        notice=message.notice,
    )


def snippet_of(text: str) -> str:
    """The first words of a message on one line, for the list."""
    return " ".join(text.split())[:SNIPPET_CHARACTERS]
