"""The jobs of mail: read what came in, deliver what goes out."""

from madoguchi.desk.mail.actions import delivery, keeping, letters, missed, reading
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


@client_job("mail.write_to_member", queue=DELIVERY)
def write_to_member(
    *, client_id: int, conversation_id: int, person_id: int, since: int, up_to: int
) -> None:
    """Write to a member what they missed in their room."""
    missed.write_to_member(
        client_id=client_id,
        conversation_id=conversation_id,
        person_id=person_id,
        since=since,
        up_to=up_to,
        now=clock.now(),
    )


@provider_job("mail.send_letters", queue=DELIVERY)
def send_letters() -> None:
    """Hand the desk's own letters (invitations, resets, alerts) to the provider's mail server."""
    letters.send_letters()
