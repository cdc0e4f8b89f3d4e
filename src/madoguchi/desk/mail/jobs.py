"""The jobs of mail: read what came in, deliver what goes out."""

from madoguchi.desk.mail.actions import delivery, reading
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.jobs import client_job


@client_job("mail.read_raw")
def read_raw(*, client_id: int, raw_mail_id: int) -> None:
    """Understand one raw mail of the client and put it into its conversation."""
    reading.read_raw(client_id=client_id, raw_mail_id=raw_mail_id, now=clock.now())


@client_job("mail.deliver")
def deliver(*, client_id: int, outgoing_mail_id: int) -> None:
    """Hand one mail of the outbox to the mail server."""
    delivery.deliver(client_id=client_id, outgoing_mail_id=outgoing_mail_id)
