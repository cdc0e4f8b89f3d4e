"""The tables of mail, by topic."""

from madoguchi.desk.mail.models.mailbox import FetchedMail, Mailbox, MailboxFolder
from madoguchi.desk.mail.models.outbox import OutgoingMail
from madoguchi.desk.mail.models.raw import RawMail

__all__ = ["FetchedMail", "Mailbox", "MailboxFolder", "OutgoingMail", "RawMail"]
