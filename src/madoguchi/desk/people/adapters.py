"""How allauth is fitted to the desk: our words, our letters, our sessions, our events."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madoguchi.desk.people import letters, second_factor, sessions, wording
from madoguchi.desk.people.events import PasswordChanged, SignedIn
from madoguchi.desk.people.models import Person
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.secrets import Secret

WRONG = gettext_lazy("メールアドレスかパスワードが違います。")
WRONG_CODE = gettext_lazy("コードが違います。")
TOO_OFTEN = gettext_lazy(
    "続けて間違えたため、しばらく受け付けません。5分ほどたってから、もう一度お試しください。"
)
NOWHERE = "0.0.0.0"  # noqa: S104 -- the name of an unknown address, bound to nothing


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: nobody signs up by themselves, and every letter goes into our own outbox."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": WRONG,  # wrong and locked are not told apart
        "enter_current_password": gettext_lazy("いまのパスワードが違います。"),
        "incorrect_password": gettext_lazy("パスワードが違います。"),
        "incorrect_code": WRONG_CODE,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth's signature)
        """Only by invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where the request came from; behind a proxy the server has seen to it."""
        return request.META.get("REMOTE_ADDR") or NOWHERE

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; a locked address takes as long to refuse as a wrong password."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            Person().set_password(credentials.get("password", ""))
            raise

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin a session that the person can find in their list."""
        assert isinstance(user, Person)
        super().login(request, user)
        now, shown = clock.now(), second_factor.was_shown(request)
        sessions.begin(request, address=self.get_client_ip(request), now=now)
        second_factor.note(request, shown=shown)
        tell(SignedIn(person_id=user.pk, second_factor=shown), at=now, actor_id=user.pk)

    def respond_user_inactive(
        self,
        request: HttpRequest,  # noqa: ARG002 (allauth's signature)
        user: AbstractBaseUser,  # noqa: ARG002 (allauth's signature)
    ) -> HttpResponse:
        """Somebody who left is told nothing."""
        return HttpResponseRedirect(reverse("sign-in"))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """The new password ends every other session of the person."""
        assert isinstance(user, Person)
        super().set_password(user, password)
        sessions.end_sessions(user.pk, but=context.request.session.session_key)
        tell(PasswordChanged(person_id=user.pk), at=clock.now(), actor_id=user.pk)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At our public address, whatever host the request named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return f"{settings.CONFIG.public_url}{path.replace('UID-KEY', key)}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the letter into the outbox; what has no words of ours is not sent."""
        if template_prefix == "account/email/password_reset_key":
            minutes = settings.PASSWORD_RESET_TIMEOUT // 60
            said = wording.reset_letter(url=context["password_reset_url"], minutes=minutes)
        elif template_prefix in wording.NOTICES:
            said = wording.notice(wording.NOTICES[template_prefix])
        else:
            return
        letters.post_letter(to=email, subject=said.subject, body=said.body, now=clock.now())


class MfaAdapter(DefaultMFAAdapter):
    """Second factors: their secrets sealed, their words ours."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "unverified_email": gettext_lazy("メールアドレスがまだ確かめられていません。"),
        "cannot_generate_recovery_codes": gettext_lazy(
            "先に、認証アプリかパスキーを登録してください。"
        ),
    }

    def get_totp_issuer(self) -> str:
        """How the authenticator app names us."""
        return "Madoguchi"

    def _get_site_name(self) -> str:
        return "Madoguchi"

    def encrypt(self, text: str) -> str:
        """Sealed for the table."""
        return Secret.of(text).sealed

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return Secret(encrypted_text).reveal()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 (allauth's signature)
        """「パスキー 2」, for somebody who gives it no name."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("パスキー %(number)d") % {"number": number}
