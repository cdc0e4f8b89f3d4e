"""Mailboxes set up by an admin; their secrets go in and never come out."""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from ipaddress import ip_address

from django.db import transaction
from django.utils import timezone

from madoguchi.desk.clients.models import Address
from madoguchi.desk.mail import reach
from madoguchi.desk.mail.events import MailboxAdded, MailboxChanged
from madoguchi.desk.mail.models import Mailbox
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, walls
from madoguchi.desk.platform.changes import Change, differences
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.secrets import Secret

SECRETS = ("imap_secret", "smtp_secret", "oauth_client_secret", "oauth_refresh_token")
KEPT_SECRETS = (*SECRETS, "oauth_access_token")
HIDDEN = "●●●"
OWN_NAMES = {"localhost", "localhost.localdomain"}


class CannotSetUpMailbox(Refusal):
    """メールボックスを設定できるのは、管理者だけです。"""


class AddressHasMailbox(CannotSetUpMailbox):
    """このアドレスには、もうメールボックスがあります。"""


class AddressUnknown(CannotSetUpMailbox):
    """委託元のアドレスを選んでください。"""


class NeitherDirection(CannotSetUpMailbox):
    """受信か送信のサーバーを、少なくとも一方は入力してください。"""


class Unprotected(CannotSetUpMailbox):
    """保護なしでつなげるのは、同じマシンのサーバー（localhost）だけです。"""


class ServerForbidden(CannotSetUpMailbox):
    """このアドレスはメールサーバーではないので、つなぎません。サーバー名を入力してください。"""


class FolderNeeded(CannotSetUpMailbox):
    """受信するフォルダーを、少なくとも一つ入力してください（ふつうは INBOX）。"""


class SecretNeededAgain(CannotSetUpMailbox):
    """接続先や認証を変えるときは、パスワードやトークンをもう一度入力してください。保存した秘密は、別のサーバーには渡しません。"""


class TokenUrlUnsafe(CannotSetUpMailbox):
    """トークンのURLは https:// で始めてください。"""


# Whom a kept secret was entered for: to anybody else it is not handed out, also not by an admin, who
# could read a client's mail with it.
MEANT_FOR = {
    "imap_secret": ("imap_host", "imap_port", "imap_security", "imap_user", "auth"),
    "smtp_secret": ("smtp_host", "smtp_port", "smtp_security", "smtp_user", "auth"),
    "oauth_client_secret": ("token_url", "oauth_client_id"),
    # A token from the kept one opens both servers.
    "oauth_refresh_token": ("token_url", "oauth_client_id", "imap_host", "smtp_host"),
}


@dataclass(frozen=True, kw_only=True)
class MailboxSettings:
    """What an admin typed. An empty secret keeps the one that is there."""

    auth: str = Mailbox.Auth.PASSWORD
    imap_host: str = ""
    imap_port: int = 993
    imap_security: str = Mailbox.Security.TLS
    imap_user: str = ""
    imap_secret: str = field(default="", repr=False)
    folders: tuple[str, ...] = ("INBOX",)
    smtp_host: str = ""
    smtp_port: int = 465
    smtp_security: str = Mailbox.Security.TLS
    smtp_user: str = ""
    smtp_secret: str = field(default="", repr=False)
    token_url: str = ""
    oauth_client_id: str = ""
    oauth_client_secret: str = field(default="", repr=False)
    oauth_refresh_token: str = field(default="", repr=False)
    active: bool = True
    fetched_from: datetime | None = None  # None: from now on; when changed, as it is


@transaction.atomic
def add_mailbox(
    *, address_id: int, typed: MailboxSettings, person: Person, now: datetime
) -> Mailbox:
    """Set up the mailbox of one of a client's addresses."""
    _refuse_unless_fit(person, typed)
    address = Address.objects.select_for_update(of=("self",)).filter(pk=address_id).first()
    if address is None:
        raise AddressUnknown
    if Mailbox.objects.filter(address=address).exists():
        raise AddressHasMailbox
    # A server says when a mail came to the second: what comes in this one is new.
    begun = replace(typed, fetched_from=typed.fetched_from or now.replace(microsecond=0))
    with walls.within([address.client_id], provider_wide=True):
        mailbox = Mailbox(client_id=address.client_id, address=address)
        _apply(mailbox, begun)
        mailbox.save()
        added = MailboxAdded(
            client_id=address.client_id, mailbox_id=mailbox.pk, address=address.address
        )
        events.record(added, at=now, actor_id=person.pk)
    return mailbox


@transaction.atomic
def change_mailbox(
    *, mailbox_id: int, typed: MailboxSettings, person: Person, now: datetime
) -> Mailbox:
    """Set it up anew; the fetching process notices by the version. Nothing changed is no event."""
    _refuse_unless_fit(person, typed)
    mailbox = (
        Mailbox.objects.select_for_update(of=("self",)).select_related("address").get(pk=mailbox_id)
    )
    typed = replace(typed, fetched_from=typed.fetched_from or mailbox.fetched_from)
    changes = (*differences(_shown(mailbox), _typed(typed)), *_new_secrets(typed))
    if not changes:
        return mailbox
    _refuse_if_secret_would_leave(mailbox, typed)
    with walls.within([mailbox.client_id], provider_wide=True):
        _apply(mailbox, typed)
        mailbox.version += 1
        mailbox.trouble, mailbox.trouble_since = "", None
        mailbox.oauth_access_token, mailbox.oauth_expires_at = Secret(), None
        mailbox.save()
        changed = MailboxChanged(
            client_id=mailbox.client_id,
            mailbox_id=mailbox.pk,
            address=mailbox.address.address,
            changes=changes,
        )
        events.record(changed, at=now, actor_id=person.pk)
    return mailbox


@transaction.atomic
def rotate_secrets() -> int:
    """Encrypt every secret with the newest key; how many mailboxes. Raise SecretUnreadable, and keep all."""
    mailboxes = list(Mailbox.objects.select_for_update(of=("self",)).order_by("pk"))
    for mailbox in mailboxes:
        for name in KEPT_SECRETS:
            setattr(mailbox, name, getattr(mailbox, name).renewed())
        mailbox.save(update_fields=list(KEPT_SECRETS))
    return len(mailboxes)


def _refuse_unless_fit(person: Person, typed: MailboxSettings) -> None:
    if not person.is_admin:
        raise CannotSetUpMailbox
    if not (typed.imap_host or typed.smtp_host):
        raise NeitherDirection
    for host, security in (
        (typed.imap_host, typed.imap_security),
        (typed.smtp_host, typed.smtp_security),
    ):
        if host and security == Mailbox.Security.NONE and not _is_this_machine(host):
            raise Unprotected
        if _is_forbidden(host):
            raise ServerForbidden
    if typed.imap_host and not typed.folders:
        raise FolderNeeded
    is_safe = typed.token_url.startswith("https://")
    if typed.auth == Mailbox.Auth.XOAUTH2 and not is_safe:
        raise TokenUrlUnsafe


def _refuse_if_secret_would_leave(mailbox: Mailbox, typed: MailboxSettings) -> None:
    for name, places in MEANT_FOR.items():
        is_kept = bool(getattr(mailbox, name)) and not getattr(typed, name)
        if is_kept and any(getattr(mailbox, one) != getattr(typed, one) for one in places):
            raise SecretNeededAgain


def _is_forbidden(host: str) -> bool:
    """An address typed as such; where a name leads to is asked when we go there."""
    try:
        return reach.is_forbidden(ip_address(host), may_be_own=True)
    except ValueError:
        return False


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() in OWN_NAMES


def _typed(typed: MailboxSettings) -> dict[str, object]:
    plain = {name: value for name, value in asdict(typed).items() if name not in SECRETS}
    return {
        **plain,
        "folders": "、".join(typed.folders),
        "fetched_from": _moment(typed.fetched_from),
    }


def _shown(mailbox: Mailbox) -> dict[str, object]:
    names = [name for name in asdict(MailboxSettings()) if name not in SECRETS]
    return {
        **{name: getattr(mailbox, name) for name in names},
        "folders": "、".join(mailbox.folders),
        "fetched_from": _moment(mailbox.fetched_from),
    }


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def _new_secrets(typed: MailboxSettings) -> tuple[Change, ...]:
    return tuple(Change(name, "", HIDDEN) for name in SECRETS if getattr(typed, name))


def _apply(mailbox: Mailbox, typed: MailboxSettings) -> None:
    for name, value in asdict(typed).items():
        if name not in SECRETS:
            setattr(mailbox, name, list(value) if name == "folders" else value)
        elif value:
            setattr(mailbox, name, Secret.of(value))
