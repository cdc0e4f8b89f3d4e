"""The parsed mail: frozen values that hold no lone surrogate and no NUL, so that they can be stored and sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a mail is to the desk: only a message starts a clock."""

    MESSAGE = "message"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAY = "delay"


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of a header. `email` is as written (case kept), "" when the header named nobody reachable."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a mail: `name` is a safe base name, `sha256` lower-case hex of `content`."""

    name: str
    content_type: str
    size: int
    sha256: str
    content: bytes
    content_id: str | None
    inline: bool


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says: whose address failed, on which of our messages, and whether for good.

    `status` is an enhanced code (RFC 3463) such as 5.1.1, or None. `hard` is None when nothing tells.
    """

    failed_recipient: str | None
    original_message_id: str | None
    status: str | None
    reason: str
    hard: bool | None


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, decoded. Message ids keep their angle brackets: `<abc@example.jp>`.

    `return_path` is "" for the null path `<>` and None when the header is absent. `html` is sanitised.
    `evidence` names the headers or words that made the mail an auto-reply, bounce or delay,
    `spam` the header by which a server on the way called it spam ("" for none), `forged` by which
    results the receiving server found that it is not from whom it says, or vouched for another.
    """

    subject: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    delivered_to: tuple[Address, ...]
    return_path: str | None
    date: datetime | None
    message_id: str | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str
    html: str | None
    reply_text: str
    attachments: tuple[Attachment, ...]
    kind: Kind
    evidence: tuple[str, ...]
    bounce: Bounce | None
    charset_repairs: tuple[str, ...]
    defects: tuple[str, ...]
    spam: str = ""
    forged: str = ""
