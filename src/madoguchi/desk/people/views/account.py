"""The pages of oneself: name, keyboard, password, sessions."""

from typing import Any

from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeReauthenticateView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from madoguchi.desk.people import queries
from madoguchi.desk.people.models import Person
from madoguchi.desk.people.views.parts import Refusing, WithOptions, page
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import signed_in
from madoguchi.desk.platform.toasts import Toast, with_toast


class Request(HttpRequest):
    """A request of somebody who is signed in."""

    person: Person


@require_GET
@signed_in
def account(request: Request) -> HttpResponse:
    """Oneself."""
    return account_page(request)


def account_page(request: Request, *, status: int = 200, refusal: str = "") -> HttpResponse:
    """The page of oneself, as it stands or with a refusal."""
    shown = queries.account(request.person, now=clock.now(), refusal=refusal)
    return render(request, "people/account.html", {"account": shown}, status=status)


@require_GET
@signed_in
def sessions(request: Request) -> HttpResponse:
    """Where one is signed in."""
    rows = queries.sessions(request.person, current=request.session.session_key, now=clock.now())
    return render(request, "people/sessions.html", {"sessions": rows, "now": clock.now()})


class ChangePassword(Refusing, PasswordChangeView):
    """Another password: the present one is asked for, and every other session ends."""

    template_name = "people/password.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Kept; back to oneself."""
        super().form_valid(form)
        words = _("パスワードを変えました。ほかの端末からはログアウトしました。")
        return with_toast(redirect("account"), Toast(words=words, tone="ok"))

    def get_default_success_url(self) -> str:
        """Unused: form_valid redirects itself."""
        return "/account/"


class Confirm(Refusing, ReauthenticateView):
    """The password once more, before something delicate."""

    template_name = "people/confirm.html"


class ConfirmByCode(Refusing, CodeReauthenticateView):
    """A code instead of the password."""

    template_name = "people/confirm_code.html"


class ConfirmByPasskey(WithOptions, ReauthenticateWebAuthnView):
    """A passkey instead of the password."""

    template_name = "people/confirm_passkey.html"

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ARG002 (allauth's signature)
        """Once more."""
        words = _("パスキーを確かめられませんでした。もう一度お試しください。")
        return with_toast(redirect(self.request.get_full_path()), Toast(words=words, tone="danger"))


change_password = signed_in(page(ChangePassword))
confirm = signed_in(page(Confirm))
confirm_by_code = signed_in(page(ConfirmByCode))
confirm_by_passkey = signed_in(page(ConfirmByPasskey))
