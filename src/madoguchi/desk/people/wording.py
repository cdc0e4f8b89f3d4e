"""What the letters to people of the provider say."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Wording:
    """A letter without its address."""

    subject: str
    body: str


# What allauth tells a person about their own account: its name for it → what happened.
NOTICES = {
    "account/email/password_changed": gettext_noop("パスワードが変わりました"),
    "account/email/password_reset": gettext_noop("パスワードが再設定されました"),
    "mfa/email/totp_activated": gettext_noop("認証アプリが登録されました"),
    "mfa/email/totp_deactivated": gettext_noop("認証アプリの登録が外れました"),
    "mfa/email/webauthn_added": gettext_noop("パスキーが登録されました"),
    "mfa/email/webauthn_removed": gettext_noop("パスキーの登録が外れました"),
    "mfa/email/recovery_codes_generated": gettext_noop("回復コードが新しくなりました"),
}


def reset_letter(*, url: str, minutes: int) -> Wording:
    """The link that opens the page for a new password."""
    body = _(
        "パスワードの再設定の申し込みを受け付けました。\n"
        "次のページで、新しいパスワードを決めてください。\n\n%(url)s\n\n"
        "このリンクは%(minutes)d分間、1回だけ使えます。\n"
        "心当たりがないときは、このメールを捨ててください。パスワードは変わりません。\n"
    )
    return Wording(_("パスワードの再設定"), body % {"url": url, "minutes": minutes})


def signed(name: str, provider: str) -> str:
    """Somebody of the provider, as a client's own people are told who writes."""
    if not provider:
        return name
    return _("%(name)s（%(provider)s）") % {"name": name, "provider": provider}


def invitation_letter(*, url: str, days: int, invited_by: str) -> Wording:
    """The link that opens the page where somebody new chooses name and password."""
    body = _(
        "%(invited_by)sさんから、Madoguchi への招待が届いています。\n"
        "次のページで、名前とパスワードを決めてください。\n\n%(url)s\n\n"
        "このリンクは%(days)d日間使えます。\n"
        "心当たりがないときは、このメールを捨ててください。\n"
    )
    return Wording(
        _("Madoguchi への招待"), body % {"url": url, "days": days, "invited_by": invited_by}
    )


def notice(what: str) -> Wording:
    """Something changed in how the person signs in; they should know, if it was not they."""
    said = _(what)
    body = _(
        "%(what)s。\n\n"
        "ご自身の操作でないときは、すぐに管理者へ知らせてください。\n"
        "ログインの設定：%(url)s\n"
    )
    return Wording(said, body % {"what": said, "url": f"{settings.CONFIG.public_url}/account/"})
