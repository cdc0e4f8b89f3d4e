"""Reads for the mailboxes' pages: their state, their ledgers, and what cannot leave."""

from django.db import connection
from django.db.models import Count, Q

from madoguchi.desk.clients.models import Address, Client
from madoguchi.desk.clients.queries.listing import chip
from madoguchi.desk.mail.models import FetchedMail, Mailbox, MailboxFolder, RawMail
from madoguchi.desk.mail.rows import LateRow, LedgerRow, MailboxRow
from madoguchi.desk.platform.sayings import again
from madoguchi.desk.platform.words import say

SHOWN = 500


def mailbox_rows() -> tuple[MailboxRow, ...]:
    """Every mailbox in sight, those in trouble first."""
    found = Mailbox.objects.select_related("client", "address").order_by("address__address")
    rows = [mailbox_row(one) for one in found[:SHOWN]]
    return tuple(sorted(rows, key=lambda row: row.state != "trouble"))


def mailbox_row(mailbox: Mailbox) -> MailboxRow:
    """One of them, with its client and address read along."""
    return MailboxRow(
        pk=mailbox.pk,
        client=chip(mailbox.client),
        address=mailbox.address.address,
        imap_server=_server(mailbox.imap_host, mailbox.imap_port),
        smtp_server=_server(mailbox.smtp_host, mailbox.smtp_port),
        state=_state(mailbox),
        words=again(mailbox.trouble) if mailbox.active else "",
        since=mailbox.trouble_since or mailbox.contacted_at,
        begins=mailbox.fetched_from,
    )


def address_choices() -> tuple[tuple[str, str], ...]:
    """Addresses that have no mailbox yet, as choices of a form: id, client and address."""
    free = Address.objects.filter(mailbox__isnull=True).select_related("client")
    ordered = free.order_by("client__name", "address")
    return tuple(
        (
            str(one.pk),
            say("%(name)s：%(address)s") % {"name": one.client.name, "address": one.address},
        )
        for one in ordered
    )


def late_rows() -> tuple[LateRow, ...]:
    """What waits because a mail server does not take it, the oldest first; counts, no customer."""
    with connection.cursor() as cursor:
        cursor.execute("select * from late_deliveries() order by since, client_id, sender")
        found = cursor.fetchall()
    clients = Client.objects.in_bulk([row[0] for row in found])
    return tuple(
        LateRow(chip(clients[client_id]), sender, mails, since, again(words))
        for client_id, sender, mails, since, words in found
        if client_id in clients
    )


def mail_comes(client_id: int) -> bool:
    """Whether the client has a mailbox, or mail has come to it in another way."""
    if Mailbox.objects.filter(client_id=client_id).exists():
        return True
    with connection.cursor() as cursor:
        cursor.execute("select mail_has_come(%s)", [client_id])
        [[has_come]] = cursor.fetchall()
    return bool(has_come)


def clients_with_mailboxes() -> frozenset[int]:
    """Ids of the clients that have any, whose ledgers can be counted inside of their walls."""
    return frozenset(Mailbox.objects.order_by("client").values_list("client", flat=True).distinct())


def ledger_rows() -> tuple[LedgerRow, ...]:
    """Each folder's newest life: what the server had and what became of it."""
    newest = MailboxFolder.objects.order_by("mailbox", "name", "-pk").distinct("mailbox", "name")
    folders = MailboxFolder.objects.filter(pk__in=newest.values("pk"))
    named = folders.select_related("mailbox__address").order_by("mailbox__address__address", "name")
    return tuple(_ledger_row(folder) for folder in named)


def _ledger_row(folder: MailboxFolder) -> LedgerRow:
    state, raw = FetchedMail.State, RawMail.State
    told = FetchedMail.objects.filter(folder=folder).aggregate(
        lines=Count("pk"),
        stored=Count("pk", filter=Q(state=state.STORED)),
        failed=Count("pk", filter=Q(state=state.FAILED)),
        gone=Count("pk", filter=Q(state=state.GONE)),
        read=Count("pk", filter=Q(raw_mail__state__in=[raw.READ, raw.DUPLICATE])),
        quarantined=Count("pk", filter=Q(raw_mail__state=raw.QUARANTINED)),
    )
    return LedgerRow(
        address=folder.mailbox.address.address,
        folder=folder.name,
        uidvalidity=folder.uidvalidity,
        on_server=folder.on_server,
        left_out=folder.left_out,
        in_ledger=told["lines"],
        stored=told["stored"],
        read=told["read"],
        quarantined=told["quarantined"],
        failed=told["failed"],
        gone=told["gone"],
    )


def _server(host: str, port: int) -> str:
    return f"{host}:{port}" if host else ""


def _state(mailbox: Mailbox) -> str:
    if not mailbox.active:
        return "off"
    if not mailbox.imap_host:
        return "sends_only"
    if mailbox.trouble:
        return "trouble"
    return "fetching" if mailbox.contacted_at else "waiting"
