"""What a channel hands over when a customer's message came in: plain values, no model, no bytes."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class IncomingFile:
    """One file of the message, in the order in which it came; its bytes stay with the channel."""

    name: str
    content_type: str
    size: int
    sha256: str
    content_id: str = ""  # by which the HTML of the mail shows it


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One message for one client.

    `thread_keys` are Message-IDs that it answers, nearest first; `conversation_token` comes from a
    signed reply address. `sender_email` is who is to be answered, `from_email` whom the mail says it is
    from: that one alone can speak as a member of the client. `notice` names what kind of machine wrote it, "" for a person.
    """

    client_id: int
    received_at: datetime
    sender_name: str
    sender_email: str
    subject: str
    text: str
    whole_text: str
    mail_id: str | None
    body_hash: str
    from_email: str = ""
    own_text: str = ""  # of a mail, without what it quotes: "" where that is all
    thread_keys: tuple[str, ...] = ()
    conversation_token: int | None = None
    notice: str = ""
    copied: tuple[str, ...] = ()  # addresses in Cc, without our own
    files: tuple[IncomingFile, ...] = field(default=())
    has_html: bool = False
    author_id: int | None = None  # of a member of the client who wrote in the room
    draft_key: UUID | None = None  # of their text: sent twice, it is said once
