"""Mail as bytes, and its way into the product: stored, read."""

from collections.abc import Mapping
from datetime import datetime

from madoguchi.desk.clients.models import Client
from madoguchi.desk.mail.actions import intake, reading
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import walls
from tests import builders

SENDER = "megumi@customer.example"
_numbers = iter(range(1, 1_000_000))


def a_letter(
    *,
    sender: str = f"Megumi Tanaka <{SENDER}>",
    to: str = "support@hikari.example",
    subject: str = "Order",
    body: str = "届く日を教えてください。",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A plain mail in UTF-8; each one has a Message-ID of its own unless `headers` says otherwise."""
    fields = {
        "From": sender,
        "To": to,
        "Subject": subject,
        "Message-ID": f"<letter-{next(_numbers)}@customer.example>",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        **(headers or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"{head}\r\n{body}\r\n".encode()


def stored(client: Client, raw: bytes, *, to: str = "", now: datetime = builders.NOW) -> RawMail:
    """The raw mail as the intake keeps it for the client."""
    address = to or f"support@{client.key}.example"
    [pk] = intake.store_raw(Arrival(raw, SENDER, (address,)), now=now)
    with walls.transaction([client.pk]):
        return RawMail.objects.get(pk=pk)


def read(client: Client, mail: RawMail, *, now: datetime = builders.NOW) -> RawMail:
    """The raw mail after the job that understands it."""
    with walls.within([client.pk]):
        reading.read_raw(client_id=client.pk, raw_mail_id=mail.pk, now=now)
    with walls.transaction([client.pk]):
        return RawMail.objects.select_related("message__conversation__customer").get(pk=mail.pk)


def arrived(client: Client, raw: bytes, *, to: str = "", now: datetime = builders.NOW) -> RawMail:
    """Stored and read."""
    return read(client, stored(client, raw, to=to, now=now), now=now)
