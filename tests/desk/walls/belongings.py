"""One of everything that a client can have, made as the product makes it."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

from madoguchi.desk.clients.actions import give_reason
from madoguchi.desk.clients.models import Client, RuleSeverity, Term
from madoguchi.desk.conversations import drafts, seeing
from madoguchi.desk.conversations.actions import approvals, notes
from madoguchi.desk.conversations.models import (
    Attachment,
    Conversation,
    HeldReply,
    Message,
)
from madoguchi.desk.demo.actions import receive_as_customer
from madoguchi.desk.demo.models import CustomerMail
from madoguchi.desk.mail import composing
from madoguchi.desk.mail.actions.intake import store_raw
from madoguchi.desk.mail.actions.reading import read_raw
from madoguchi.desk.mail.models import OutgoingMail, RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

# Stands in every text of the belongings: a page that shows it shows what is behind the wall.
SECRET = "秘密の桜"
CUSTOMER = "sakura@secret-customer.example"


@dataclass(frozen=True)
class Belongings:
    """What one client has; `bare` is a conversation that nothing but its one notice hangs on."""

    client: Client
    conversation: Conversation
    question: Message
    reply: Message
    attachment: Attachment
    held: HeldReply
    quarantined: RawMail
    customer_mail: CustomerMail
    bare: Conversation
    notice: Message


def everything_of(client: Client, worker: Person, reader: Person) -> Belongings:
    """One of everything; `worker` is assigned to the client, `reader` an admin who gave a reason once."""
    question = _read(client, _mail(client))
    conversation = question.conversation
    reply = builders.replied(conversation, worker)
    again = _read(client, _mail(client, in_reply_to=reply.mail_id))
    assert again.conversation_id == conversation.pk
    customer_mail = _received_by_the_customer(client, reply)
    quarantined = _quarantined(client)
    bare = builders.a_conversation(
        client, notice="auto_reply", subject=SECRET, sender_email="away@secret-customer.example"
    )
    give_reason(
        client_id=client.pk,
        person=reader,
        reason=f"{SECRET}の確認",
        now=builders.NOW - timedelta(days=90),
    )
    with walls.transaction([client.pk]):
        _marks(conversation, worker)
        return Belongings(
            client=client,
            conversation=Conversation.objects.get(pk=conversation.pk),
            question=question,
            reply=reply,
            attachment=Attachment.objects.get(message=question),
            held=_held(conversation, worker),
            quarantined=quarantined,
            customer_mail=customer_mail,
            bare=bare,
            notice=Message.objects.get(conversation=bare),
        )


def raw_mail(to: str, *, text: str = SECRET, **headers: str) -> bytes:
    """A customer's mail as bytes, with one file; header names have _ for -."""
    message = EmailMessage()
    message["From"] = f"{SECRET} 様 <{CUSTOMER}>"
    message["To"] = to
    message["Subject"] = SECRET
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    message.add_attachment(
        SECRET.encode(), maintype="text", subtype="plain", filename=f"{SECRET}.txt"
    )
    return message.as_bytes()


def stored(raw: bytes, *recipients: str) -> list[RawMail]:
    """The rows that the intake makes of a mail, in sight of whoever owns them."""
    pks = store_raw(raw=raw, envelope_from=CUSTOMER, recipients=recipients, now=builders.NOW)
    with walls.transaction(all_client_ids(), provider_wide=True):
        return list(RawMail.objects.filter(pk__in=pks).order_by("pk"))


def read(mail: RawMail) -> Message | None:
    """What the job makes of a stored mail; None when it went to the quarantine."""
    assert mail.client_id is not None
    with walls.transaction([mail.client_id]):
        read_raw(client_id=mail.client_id, raw_mail_id=mail.pk, now=builders.NOW)
        return (
            RawMail.objects.select_related("message__conversation__customer")
            .get(pk=mail.pk)
            .message
        )


def all_client_ids() -> list[int]:
    """The ids of every client there is."""
    with walls.transaction([], provider_wide=True):
        return list(Client.objects.order_by("pk").values_list("pk", flat=True))


def _mail(client: Client, *, in_reply_to: str | None = None) -> bytes:
    mail_id = f"<{uuid.uuid4()}@secret-customer.example>"
    headers = {"In_Reply_To": in_reply_to} if in_reply_to else {}
    return raw_mail(f"support@{client.key}.example", Message_ID=mail_id, **headers)


def _read(client: Client, raw: bytes) -> Message:
    [mail] = stored(raw, f"support@{client.key}.example")
    message = read(mail)
    assert message is not None
    return message


def _quarantined(client: Client) -> RawMail:
    """A mail from the client's own address: a loop, set aside with all its bytes."""
    address = f"support@{client.key}.example"
    raw = raw_mail(address).replace(CUSTOMER.encode(), address.encode())
    [mail] = stored(raw, address)
    assert read(mail) is None
    with walls.transaction([client.pk]):
        return RawMail.objects.get(pk=mail.pk)


def _received_by_the_customer(client: Client, reply: Message) -> CustomerMail:
    with walls.transaction([client.pk]):
        envelope = composing.envelope_of(OutgoingMail.objects.get(message=reply))
    receive_as_customer(
        raw=envelope.raw,
        sender=envelope.sender,
        recipients=(envelope.recipient,),
        now=builders.NOW,
    )
    with walls.transaction([client.pk]):
        return CustomerMail.objects.get(to=CUSTOMER)


def _marks(conversation: Conversation, worker: Person) -> None:
    seeing.mark_seen(conversation=conversation, person=worker)
    notes.write_note(conversation_id=conversation.pk, author=worker, text=SECRET, now=builders.NOW)
    Term.objects.create(client=conversation.client, preferred=SECRET, avoided="桜餅")
    RuleSeverity.objects.create(
        client=conversation.client, rule="client-vocabulary", severity="hint"
    )


def _held(conversation: Conversation, worker: Person) -> HeldReply:
    held = approvals.request_approval(
        conversation_id=conversation.pk,
        author=worker,
        reply=builders.a_reply(conversation, body=SECRET),
        now=builders.NOW,
    )
    drafts.save_draft(conversation=conversation, person=worker, body=SECRET, now=builders.NOW)
    return held
