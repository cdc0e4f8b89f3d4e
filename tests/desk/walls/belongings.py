"""One of everything that a client can have, made as the product makes it."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

from madoguchi.desk.alerts.models import Alert
from madoguchi.desk.api.models import Token
from madoguchi.desk.clients.actions import give_reason
from madoguchi.desk.clients.models import Client, ReplyTemplate
from madoguchi.desk.conversations.actions.saved_views import save_view
from madoguchi.desk.conversations.models import (
    Attachment,
    Conversation,
    Customer,
    DraftFile,
    HeldReply,
    Merge,
    Message,
    SavedView,
    ScheduledReply,
)
from madoguchi.desk.demo.actions import receive_as_customer
from madoguchi.desk.demo.models import CustomerMail
from madoguchi.desk.guard.models import GuardFinding
from madoguchi.desk.mail import composing
from madoguchi.desk.mail.actions.intake import store_raw
from madoguchi.desk.mail.actions.reading import read_raw
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.models import Mailbox, OutgoingMail, RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.search.actions.reindexing import index_batch
from tests import builders
from tests.desk.walls import kept_words, marks
from tests.desk.walls.marks import SECRET

CUSTOMER = "sakura@secret-customer.example"


@dataclass(frozen=True, kw_only=True)
class Belongings(kept_words.KeptWords):
    """What one client has; `bare` is a conversation that nothing but its one notice hangs on."""

    client: Client
    conversation: Conversation
    question: Message
    reply: Message
    attachment: Attachment
    picture: Attachment
    held: HeldReply
    quarantined: RawMail
    customer_mail: CustomerMail
    bare: Conversation
    notice: Message
    merge: Merge
    scheduled: ScheduledReply
    template: ReplyTemplate
    view: SavedView
    draft_file: DraftFile
    waiting_file: DraftFile
    alert: Alert
    mailbox: Mailbox
    finding: GuardFinding

    @property
    def customer(self) -> Customer:
        """Whom the conversation is with, known by the number alone."""
        return Customer(pk=self.conversation.customer_id)


def everything_of(client: Client, worker: Person, reader: Person) -> Belongings:
    """One of everything; `worker` is assigned to the client, `reader` an admin who gave a reason once."""
    question = _read(client, _mail(client))
    conversation = question.conversation
    reply = builders.replied(conversation, worker)
    assert (
        _read(client, _mail(client, in_reply_to=reply.mail_id)).conversation_id == conversation.pk
    )
    customer_mail = _received_by_the_customer(client, reply)
    quarantined = _quarantined(client)
    bare = _bare(client)
    _by_an_admin(client, reader)
    merge = marks.merged(client, conversation, worker)
    index_batch(client.pk)
    with walls.transaction([client.pk]):
        marks.noted(conversation, worker)
        held = marks.held(conversation, worker)
        return Belongings(
            client=client,
            conversation=Conversation.objects.get(pk=conversation.pk),
            question=question,
            reply=reply,
            attachment=Attachment.objects.get(message=question, position=0),
            picture=Attachment.objects.get(message=question, position=1),
            held=held,
            waiting_file=marks.waiting_beside(held, worker),
            quarantined=quarantined,
            customer_mail=customer_mail,
            bare=bare,
            notice=Message.objects.get(conversation=bare),
            merge=merge,
            scheduled=marks.scheduled(conversation, worker),
            view=save_view(person=worker, name=SECRET, query=f"?queue=open&tag={SECRET}"),
            template=ReplyTemplate.objects.create(client=client, title=SECRET, body=SECRET),
            draft_file=marks.typed(conversation, worker),
            alert=marks.alerted(client, worker),
            mailbox=marks.a_mailbox(client),
            finding=marks.found(reply, worker),
            **vars(kept_words.kept_words_of(client, question, reply, worker, reader)),
        )


def raw_mail(to: str, *, text: str = SECRET, **headers: str) -> bytes:
    """A customer's mail as bytes, with HTML, a file and a picture; header names have _ for -."""
    message = EmailMessage()
    message["From"] = f"{SECRET} 様 <{CUSTOMER}>"
    message["To"] = to
    message["Subject"] = SECRET
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    message.add_alternative(f"<p>{text}</p>", subtype="html")
    message.add_attachment(
        SECRET.encode(), maintype="text", subtype="plain", filename=f"{SECRET}.txt"
    )
    # Its first bytes make it a picture, the others can be read.
    message.add_attachment(
        b"GIF89a" + SECRET.encode(), maintype="image", subtype="gif", filename=f"{SECRET}.gif"
    )
    return message.as_bytes()


def stored(raw: bytes, *recipients: str) -> list[RawMail]:
    """The rows that the intake makes of a mail, in sight of whoever owns them."""
    pks = store_raw(Arrival(raw, CUSTOMER, recipients), now=builders.NOW)
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


def _by_an_admin(client: Client, admin: Person) -> None:
    """A written reason of long ago, and a token of another system."""
    give_reason(
        client_id=client.pk,
        person=admin,
        reason=f"{SECRET}の確認",
        now=builders.NOW - timedelta(days=90),
    )
    with walls.transaction([client.pk]):
        Token.objects.create(
            name=SECRET,
            client=client,
            key=f"{client.pk:012}",
            secret_hash="0" * 64,
            made_by=admin,
            made_at=builders.NOW,
        )


def _bare(client: Client) -> Conversation:
    return builders.a_conversation(
        client, notice="auto_reply", subject=SECRET, sender_email="away@secret-customer.example"
    )


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
        recipients=envelope.recipients,
        now=builders.NOW,
    )
    with walls.transaction([client.pk]):
        return CustomerMail.objects.get(to=CUSTOMER)
