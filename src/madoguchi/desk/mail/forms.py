"""What an admin types into a mailbox's settings."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from madoguchi.desk.clients.fields import DayField, SettingsForm, TextField
from madoguchi.desk.mail.actions.mailboxes import SECRETS, MailboxSettings
from madoguchi.desk.mail.models import Mailbox
from madoguchi.desk.platform.words import later, say

FIRST_DAY = date(1970, 1, 1)


def _port(usual: int) -> forms.IntegerField:
    return forms.IntegerField(label=later("ポート"), initial=usual, min_value=1, max_value=65_535)


def _secret(label: Any) -> TextField:
    """Never shown again: the page has an empty field, and an empty one keeps what is there."""
    widget = forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"})
    return TextField(label=label, required=False, max_length=4000, strip=False, widget=widget)


class MailboxForm(SettingsForm):
    """Both directions of one mailbox."""

    auth = forms.ChoiceField(label=later("ログインの方法"), choices=Mailbox.Auth.choices)
    imap_host = TextField(
        label=later("受信サーバー（IMAP）"),
        required=False,
        max_length=253,
        help_text=later("例：imap.example.jp。空なら、このメールボックスからは受信しません。"),
    )
    imap_port = _port(993)
    imap_security = forms.ChoiceField(label=later("接続の保護"), choices=Mailbox.Security.choices)
    imap_user = TextField(label=later("ユーザー名"), required=False, max_length=254)
    imap_secret = _secret(later("パスワード"))
    folders = TextField(
        label=later("受信するフォルダー"),
        required=False,
        max_length=1000,
        initial="INBOX",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=later("一行に一つ。メールは消さず、既読にもしません。"),
    )
    fetched_from = DayField(
        label=later("この日より後のメールから取り込む"),
        required=False,
        help_text=later(
            "選んだ日の0時から後に届いたメールを取り込みます。空なら、いまのまま。"
            "早い日にすると、残してあったメールも取り込みます。"
        ),
    )
    smtp_host = TextField(
        label=later("送信サーバー（SMTP）"),
        required=False,
        max_length=253,
        help_text=later("空なら、窓口の送信サーバーから送ります。"),
    )
    smtp_port = _port(465)
    smtp_security = forms.ChoiceField(label=later("接続の保護"), choices=Mailbox.Security.choices)
    smtp_user = TextField(
        label=later("ユーザー名"),
        required=False,
        max_length=254,
        help_text=later("空なら、受信と同じです。"),
    )
    smtp_secret = _secret(later("パスワード"))
    token_url = forms.URLField(
        label=later("トークンのURL"), required=False, max_length=500, assume_scheme="https"
    )
    oauth_client_id = TextField(label=later("クライアントID"), required=False, max_length=254)
    oauth_client_secret = _secret(later("クライアントシークレット"))
    oauth_refresh_token = _secret(later("リフレッシュトークン"))
    active = forms.BooleanField(
        label=later("このメールボックスを使う"), required=False, initial=True
    )

    def clean_fetched_from(self) -> date | None:
        """The day; one before there was mail is none that a server could be asked for."""
        day: date | None = self.cleaned_data["fetched_from"]
        return max(day, FIRST_DAY) if day else None

    @classmethod
    def of(cls, mailbox: Mailbox) -> "MailboxForm":
        """The form as the mailbox stands; its secrets stay where they are."""
        names = [name for name in cls.base_fields if name not in (*SECRETS, "fetched_from")]
        plain = {name: getattr(mailbox, name) for name in names}
        return cls(initial={**plain, "folders": "\n".join(mailbox.folders)})

    def settings(self) -> MailboxSettings:
        """What was typed, once it is valid."""
        typed = dict(self.cleaned_data)
        typed.pop("address", None)
        day = typed.pop("fetched_from")
        begins = timezone.make_aware(datetime.combine(day, time())) if day else None
        lines = (line.strip() for line in typed.pop("folders").split("\n"))
        folders = tuple(dict.fromkeys(one for one in lines if one))
        return MailboxSettings(**typed, folders=folders, fetched_from=begins)


class NewMailboxForm(MailboxForm):
    """A mailbox for an address that has none."""

    address = forms.TypedChoiceField(label=later("アドレス"), coerce=int)
    field_order = ("address",)

    def __init__(self, *args: Any, addresses: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["address"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", later("選んでください")), *addresses]
        self.fields["fetched_from"].help_text = say(
            "選んだ日の0時から後に届いたメールを取り込みます。空なら、いまから。"
            "それより前のメールはサーバーに残り、対応になりません。"
        )
