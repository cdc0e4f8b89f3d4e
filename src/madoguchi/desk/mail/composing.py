"""A reply as the mail that leaves: the client's name and signature, in the customer's thread."""

from dataclasses import dataclass

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Address
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.engines import mailtext

REFERENCES = 40


@dataclass(frozen=True)
class Envelope:
    """One mail for the mail server: who sends it to whom, and its bytes."""

    sender: str
    recipient: str
    raw: bytes


def envelope_of(outgoing: OutgoingMail) -> Envelope:
    """The mail as it leaves; every try has the same Message-ID, recipient and text."""
    message = Message.objects.select_related(
        "client", "conversation", "conversation__customer"
    ).get(pk=outgoing.message_id)
    conversation, client = message.conversation, message.client
    address = Address.objects.get(client=client, is_default=True).address
    chain = _chain(message)
    policy = policies.parsed(policies.current(client.pk))
    raw = mailtext.compose(
        mailtext.Outgoing(
            sender=mailtext.Address(name=client.sender_name, email=address),
            to=(
                mailtext.Address(
                    name=conversation.customer.name, email=conversation.customer.email
                ),
            ),
            reply_to=_reply_to(client.sender_name, address, conversation.pk),
            subject=conversation.subject,
            text=message.text,
            signature=client.signature,
            date=message.at.astimezone(policy.calendar.zone),
            message_id=message.mail_id or "",
            in_reply_to=chain[-1] if chain else None,
            references=chain[:-1],
        )
    )
    recipient = mailtext.header_address(conversation.customer.email)
    return Envelope(sender=address, recipient=recipient, raw=raw)


def _chain(message: Message) -> tuple[str, ...]:
    """The Message-IDs of the conversation before this message, oldest first."""
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
    return tuple(reversed(known))


def _reply_to(name: str, address: str, conversation_id: int) -> mailtext.Address | None:
    """The signed address; none where the client's own is too long to carry a signature."""
    try:
        signed = addresses.reply_address(address, conversation_id)
    except ValueError:
        return None
    return mailtext.Address(name=name, email=signed)
