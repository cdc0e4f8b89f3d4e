"""How to sign in to a mail server: a mailbox's own, or the provider's."""

from dataclasses import dataclass, field

from django.conf import settings

from madoguchi.config import Security
from madoguchi.desk.mail.models import Mailbox


@dataclass(frozen=True, kw_only=True)
class Account:
    """One server and who we are there. `token` is an OAuth 2.0 access token, "" for a password."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def server(self) -> str:
        """The server's name and port, for sentences."""
        return f"{self.host}:{self.port}"


def imap_account(mailbox: Mailbox, *, token: str) -> Account:
    """Where the mailbox's mail lies; raise SecretUnreadable."""
    return Account(
        host=mailbox.imap_host,
        port=mailbox.imap_port,
        security=Security(mailbox.imap_security),
        user=mailbox.imap_user,
        password=mailbox.imap_secret.reveal(),
        token=token,
    )


def smtp_account(mailbox: Mailbox, *, token: str) -> Account:
    """Through which server the mailbox answers; raise SecretUnreadable."""
    return Account(
        host=mailbox.smtp_host,
        port=mailbox.smtp_port,
        security=Security(mailbox.smtp_security),
        # Most providers have one name and password for both directions.
        user=mailbox.smtp_user or mailbox.imap_user,
        password=(mailbox.smtp_secret or mailbox.imap_secret).reveal(),
        token=token,
    )


def providers_account() -> Account:
    """The provider's own server, for addresses that have no mailbox and for letters of the desk."""
    delivery = settings.CONFIG.delivery
    return Account(
        host=delivery.host,
        port=delivery.port,
        security=delivery.security,
        user=delivery.user,
        password=delivery.password,
    )
