"""Reads for the customers' mailbox."""

from collections import Counter
from urllib.parse import urlencode

from madoguchi.desk.clients.models import Address
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.demo.models import CustomerMail
from madoguchi.desk.demo.rows import (
    ClientAddress,
    CustomerItem,
    CustomerMailRow,
    CustomersPage,
    NewMail,
)
from madoguchi.desk.demo.rows import CustomerMail as OpenedMail
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.words import say
from madoguchi.engines import mailtext

SHOWN = 100
SNIPPET_CHARACTERS = 80


def customers_page(
    *, customer: str, opened: OpenedMail | None = None, new: NewMail | None = None
) -> CustomersPage:
    """What the customers of the clients in sight received, newest first; of one, if chosen."""
    received = CustomerMail.objects.select_related("client").order_by("-received_at", "-pk")
    counts = Counter(received.values_list("to", flat=True))
    newest = tuple(row_of(mail) for mail in received[:SHOWN])
    rows = newest
    if customer:
        rows = tuple(row_of(mail) for mail in received.filter(to=customer)[:SHOWN])
    names = {row.recipient_address: row.recipient_name for row in (*newest, *rows)}
    return CustomersPage(
        customers=_items(counts, names, customer),
        mails=rows,
        new=new or blank_mail(),
        query=query_of(customer),
        opened=opened,
    )


def opened_mail(mail: CustomerMail, *, body: str = "", refusal: str = "") -> OpenedMail:
    """One mail as the customer's mail program shows it."""
    read = mailtext.parse(bytes(mail.raw))
    return OpenedMail(
        row=row_of(mail),
        sender_address=read.sender.email,
        text=read.text,
        body=body,
        refusal=refusal,
    )


def row_of(mail: CustomerMail) -> CustomerMailRow:
    """One line of the mailbox."""
    read = mailtext.parse(bytes(mail.raw))
    return CustomerMailRow(
        pk=mail.pk,
        at=mail.received_at,
        client=chip(mail.client),
        sender=read.sender.name or read.sender.email,
        recipient_name=(read.to[0].name if read.to else "") or mail.to,
        recipient_address=mail.to,
        subject=read.subject,
        snippet=" ".join(read.reply_text.split())[:SNIPPET_CHARACTERS],
        is_answered=mail.answered_at is not None,
    )


def blank_mail() -> NewMail:
    """The form of a new mail, with the addresses of the clients in sight."""
    addresses = Address.objects.filter(client__in=walls.current().client_ids)
    return NewMail(
        clients=tuple(
            ClientAddress(client=chip(one.client), address=one.address)
            for one in addresses.select_related("client").order_by("client__hue", "address")
        )
    )


def query_of(customer: str) -> str:
    """「?customer=…」, "" for all."""
    return "?" + urlencode({"customer": customer}) if customer else ""


def _items(counts: Counter[str], names: dict[str, str], current: str) -> tuple[CustomerItem, ...]:
    every = CustomerItem(
        name=say("全員"), address="", query="", count=counts.total(), is_current=not current
    )
    return (
        every,
        *(
            CustomerItem(
                name=names.get(address, address),
                address=address,
                query=query_of(address),
                count=count,
                is_current=address == current,
            )
            for address, count in counts.most_common(8)
        ),
    )
