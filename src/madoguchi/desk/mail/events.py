"""What can happen to raw mail."""

from dataclasses import dataclass

from madoguchi.desk.platform.events import Happening


@dataclass(frozen=True, kw_only=True)
class MailQuarantined(Happening):
    """A mail could not be read and waits for a person."""

    raw_mail_id: int


@dataclass(frozen=True, kw_only=True)
class MailRetried(Happening):
    """A person had a quarantined mail read again."""

    raw_mail_id: int


@dataclass(frozen=True, kw_only=True)
class MailRouted(Happening):
    """An admin said whose an unrouted mail is."""

    raw_mail_id: int
