"""What a message is found by: its own words, and those that it shares with its conversation."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.conversations.models import Message
from madoguchi.desk.platform.postgresql import prepared

QUOTE = (">", "＞")
# As SQL: a message, its conversation, the customer, the files and the tags would be five questions.
SAID = """select m.client_id, m.conversation_id, m.id, m.kind, m.at, m.sender_name, m.sender_address,
  m.text, m.quoted_text, c.subject, u.name, u.email,
  array(select a.name from conversations_attachment a where a.message_id = m.id order by a.position),
  array(select t.name from conversations_conversationtag x join conversations_tag t on t.id = x.tag_id
    where x.conversation_id = m.conversation_id),
  array(select x.tag_id from conversations_conversationtag x
    where x.conversation_id = m.conversation_id)
from conversations_message m
join conversations_conversation c on c.id = m.conversation_id
join conversations_customer u on u.id = c.customer_id
where m.id = any(%(messages)s::bigint[]) and m.kind <> 'recalled'
  and m.channel <> 'direct'"""


class Said(NamedTuple):
    """A message with what stands around it, as the columns above name it."""

    client_id: int
    conversation_id: int
    pk: int
    kind: str
    at: datetime
    sender_name: str
    sender_address: str
    text: str
    quoted_text: str
    subject: str
    customer_name: str
    customer_email: str
    files: list[str]
    tags: list[str]
    tag_ids: list[int]


def said_in(message_ids: Iterable[int]) -> list[Said]:
    """The messages with what they are found by, in one question; without those that were taken back."""
    return [Said(*row) for row in prepared.rows_of(SAID, {"messages": list(message_ids)})]


def texts_of(message: Said) -> Iterator[str]:
    """With each message the subject, the customer and the tags, so that words combine."""
    yield message.subject
    yield message.customer_name
    yield message.customer_email
    if message.kind == Message.Kind.CUSTOMER:
        known = {message.customer_name, message.customer_email}
        yield from (
            one for one in (message.sender_name, message.sender_address) if one not in known
        )
    yield message.text
    yield unquoted(message.quoted_text, message.text)
    yield from message.files
    yield from sorted(message.tags)


def unquoted(whole_text: str, text: str) -> str:
    """What the page folds away but nobody quoted: a signature with its telephone number."""
    shown = set(text.splitlines())
    return "\n".join(
        line
        for line in whole_text.splitlines()
        if line not in shown and not line.lstrip().startswith(QUOTE)
    )
