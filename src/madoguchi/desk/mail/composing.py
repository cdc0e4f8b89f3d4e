"""A reply as the mail that leaves: the client's name and signature, in the customer's thread."""

from dataclasses import dataclass, replace
from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Address
from madoguchi.desk.conversations import threading
from madoguchi.desk.conversations.models import Attachment, Channel, Message
from madoguchi.desk.files import store
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.engines import mailtext

REFERENCES = 40
LEAVING = """select m.client_id, m.at,
  (select r.envelope_to from mail_rawmail r join conversations_message c on c.id = r.message_id
    where c.conversation_id = m.conversation_id and c.kind = 'customer' and c.id < m.id
    order by c.id desc limit 1),
  (select address from clients_address where client_id = m.client_id and is_default),
  array(select address from clients_address where client_id = m.client_id), m.channel
from conversations_message m where m.id = %(message)s::bigint"""


@dataclass(frozen=True)
class Envelope:
    """One mail for the mail server: who sends it to whom, and its bytes."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


@dataclass(frozen=True)
class Leaving:
    """What the outbox has to know of a reply: whose, when it was written, from which address it leaves.

    What is said in a room does not leave: it is read where it was written.
    """

    client_id: int
    at: datetime
    sender: str
    is_mail: bool


@dataclass(frozen=True)
class Letter:
    """One mail before its files are read: who gets it, what it says, which files it is to carry."""

    client_id: int
    recipients: tuple[str, ...]
    words: mailtext.Outgoing
    files: tuple[tuple[str, str, str], ...] = ()  # name, media type, SHA-256


def envelope_of(outgoing: OutgoingMail) -> Envelope:
    """The mail as it leaves; every try has the same Message-ID, recipient, text and files."""
    return sealed(letter_of(outgoing))


def sealed(letter: Letter) -> Envelope:
    """The mail as bytes. Reads files from their store: outside of any transaction.

    Raises ValueError for what no mail can carry, and store.NotKept.
    """
    files = tuple(
        mailtext.OutgoingFile(name, kind, store.read(letter.client_id, sha256))
        for name, kind, sha256 in letter.files
    )
    return Envelope(
        sender=letter.words.sender.email,
        recipients=letter.recipients,
        raw=mailtext.compose(replace(letter.words, files=files)),
    )


def letter_of(outgoing: OutgoingMail) -> Letter:
    """What the rows say of the mail. Raises ValueError for an address that no mail can have."""
    message = Message.objects.select_related(
        "client", "conversation", "conversation__customer"
    ).get(pk=outgoing.message_id)
    conversation, client = message.conversation, message.client
    customer = threading.customer_of(message)  # not whoever it was merged with since
    address = outgoing.sender or default_address(client.pk)
    chain = _chain(message, again=bool(outgoing.mail_id))
    policy = policies.parsed(policies.current(client.pk))
    words = mailtext.Outgoing(
        sender=mailtext.Address(name=client.sender_name, email=address),
        to=(mailtext.Address(name=customer.name, email=customer.email),),
        cc=tuple(mailtext.Address(name="", email=one) for one in message.copied),
        reply_to=_reply_to(client.sender_name, address, conversation.pk),
        subject=conversation.subject,
        text=message.text,
        signature=client.signature,
        date=message.at.astimezone(policy.calendar.zone),
        message_id=outgoing.mail_id or message.mail_id or "",
        in_reply_to=chain[-1] if chain else None,
        references=chain[:-1],
    )
    reached = (customer.email, *message.copied)
    files = Attachment.objects.filter(message=message).order_by("position")
    return Letter(
        client_id=client.pk,
        recipients=tuple(mailtext.header_address(one) for one in dict.fromkeys(reached)),
        words=words,
        files=tuple(files.values_list("name", "content_type", "sha256")),
    )


def default_address(client_id: int) -> str:
    """The address that a client answers from unless there is a reason for another."""
    return Address.objects.get(client_id=client_id, is_default=True).address


def leaving_of(message_id: int) -> Leaving:
    """When a reply was written, and from where it leaves: the client's address to which the customer
    wrote last in this conversation, or else its default.
    """
    client_id, at, asked, default, own, channel = prepared.row_of(LEAVING, {"message": message_id})
    written_to = addresses.base_of(asked or "")
    sender = written_to if written_to in own else default
    return Leaving(client_id, at, sender, is_mail=channel == Channel.MAIL)


def _chain(message: Message, *, again: bool) -> tuple[str, ...]:
    """The Message-IDs of the conversation before this message, oldest first.

    What is sent again under another id names its first one too: an answer finds the message by it.
    """
    earlier = (
        Message.objects.filter(
            conversation=message.conversation_id,
            pk__lt=message.pk,
            mail_id__isnull=False,
            kind__in=[Message.Kind.CUSTOMER, Message.Kind.REPLY],
        )
        .order_by("-pk")
        .values_list("mail_id", flat=True)[:REFERENCES]
    )
    known = [mail_id for mail_id in earlier if mail_id and mailtext.is_message_id(mail_id)]
    own = (message.mail_id,) if again and message.mail_id else ()
    return (*reversed(known), *own)


def _reply_to(name: str, address: str, conversation_id: int) -> mailtext.Address | None:
    """The signed address; none where the client's own is too long to carry a signature."""
    try:
        signed = addresses.reply_address(address, conversation_id)
    except ValueError:
        return None
    return mailtext.Address(name=name, email=signed)
