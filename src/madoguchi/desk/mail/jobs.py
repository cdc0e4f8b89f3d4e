"""The jobs of mail: read what came in, deliver what goes out."""

from madoguchi.desk.mail.actions import delivery, keeping, letters, reading
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.jobs import DELIVERY, client_job, provider_job


@client_job("mail.read_raw")
def read_raw(*, client_id: int, raw_mail_id: int) -> None:
    """Understand one raw mail of the client and put it into its conversation; and some that wait behind it."""
    reading.read_along(client_id=client_id, raw_mail_id=raw_mail_id, now=clock.now())


@client_job("mail.keep_files")
def keep_files(*, client_id: int, raw_mail_id: int) -> None:
    """Put the files of a mail that was read into the store of files."""
    keeping.keep_files(client_id=client_id, raw_mail_id=raw_mail_id)


@client_job("mail.deliver", queue=DELIVERY)
def deliver(*, client_id: int, outgoing_mail_id: int) -> None:
    """Hand one mail of the outbox to the mail server."""
    delivery.deliver(client_id=client_id, outgoing_mail_id=outgoing_mail_id)


@provider_job("mail.send_letters", queue=DELIVERY)
def send_letters() -> None:
    """Hand the desk's own letters (invitations, resets, alerts) to the provider's mail server."""
    letters.send_letters()
