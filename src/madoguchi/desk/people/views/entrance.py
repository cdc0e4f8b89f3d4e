"""Signing in and out: with a password, a passkey, a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.people.adapters import WRONG
from madoguchi.desk.people.rows import DemoAccount, SignIn
from madoguchi.desk.people.views.parts import Refusing, WithOptions, page
from madoguchi.desk.platform.pages import REFUSED, outside_transaction
from madoguchi.desk.platform.toasts import Toast, with_toast

Accounts = Callable[[], tuple[DemoAccount, ...]]


# Outside of a transaction: the counted tries stay counted, and nobody waits for another's lock.
@outside_transaction
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, accounts: Accounts) -> HttpResponse:
    """The sign-in page; `accounts` are offered for one click (the demo's, otherwise none)."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if request.method == "GET":
        shown = SignIn(next=wanted, accounts=accounts())
        return render(request, "people/sign_in.html", {"sign_in": shown})
    if not ratelimit.consume(request, action="login"):
        refused: HttpResponse = ratelimit.respond_429(request)
        return refused
    email = request.POST.get("email", "")
    typed = {"login": email, "password": request.POST.get("password", "")}
    form = LoginForm(typed, request=request)
    if not form.is_valid():
        shown = SignIn(email=email.strip(), next=wanted, refusal=str(WRONG), accounts=accounts())
        return render(request, "people/sign_in.html", {"sign_in": shown}, status=REFUSED)
    # An address, never the name of a view: `next=client-access` is not ours to look up.
    place = wanted if _is_ours(request, wanted) else reverse("home")
    answer: HttpResponse = form.login(request, redirect_url=place)
    return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("sign-in")


class PasskeySignIn(LoginWebAuthnView):
    """Signing in with a passkey alone; a GET asks for the challenge."""

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ARG002 (allauth's signature)
        """Back to the sign-in page: which passkey it was is not told."""
        words = _("パスキーを確かめられませんでした。もう一度お試しください。")
        return with_toast(redirect("sign-in"), Toast(words=words, tone="danger"))


class SecondFactor(Refusing, WithOptions, AuthenticateView):
    """The code of the app, a passkey or a recovery code, after the password."""

    template_name = "people/second_factor.html"


passkey_sign_in = outside_transaction(page(PasskeySignIn))
second_factor = outside_transaction(page(SecondFactor))


def _is_ours(request: HttpRequest, url: str) -> bool:
    return url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
