"""What can happen to raw mail."""

from dataclasses import dataclass

from madoguchi.desk.platform.changes import SettingsHappening
from madoguchi.desk.platform.events import Happening
from madoguchi.desk.platform.words import later

MAILBOX_WORDS = {
    "auth": later("ログインの方法"),
    "imap_host": later("受信サーバー"),
    "imap_port": later("受信ポート"),
    "imap_security": later("受信の保護"),
    "imap_user": later("受信のユーザー名"),
    "imap_secret": later("受信のパスワード"),
    "folders": later("フォルダー"),
    "smtp_host": later("送信サーバー"),
    "smtp_port": later("送信ポート"),
    "smtp_security": later("送信の保護"),
    "smtp_user": later("送信のユーザー名"),
    "smtp_secret": later("送信のパスワード"),
    "token_url": later("トークンのURL"),
    "oauth_client_id": later("クライアントID"),
    "oauth_client_secret": later("クライアントシークレット"),
    "oauth_refresh_token": later("リフレッシュトークン"),
    "active": later("利用"),
    "fetched_from": later("取り込みの始まり"),
}


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


@dataclass(frozen=True, kw_only=True)
class MailAdmitted(Happening):
    """A person said that a mail held as spam or as a flood is none."""

    raw_mail_id: int


@dataclass(frozen=True, kw_only=True)
class ReplySentAgain(Happening):
    """A person had a reply that did not arrive sent once more."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class MailboxAdded(SettingsHappening):
    """A mailbox of one of the client's addresses was set up."""

    kind_label = later("メールボックスの追加")
    told = later("%(address)sのメールボックスを加えました。")

    mailbox_id: int
    address: str


@dataclass(frozen=True, kw_only=True)
class MailboxChanged(SettingsHappening):
    """A mailbox was set up anew. Of a secret, its changes say only that it changed."""

    kind_label = later("メールボックスの変更")
    told = later("%(address)sのメールボックスを変えました。")
    names = MAILBOX_WORDS

    mailbox_id: int
    address: str


@dataclass(frozen=True, kw_only=True)
class MailboxTroubled(Happening):
    """A mailbox can no longer be reached."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class MailboxRecovered(Happening):
    """A mailbox can be reached again."""

    mailbox_id: int
