"""Signing in and out."""

from collections.abc import Callable

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.people.rows import DemoAccount, SignIn
from madoguchi.desk.platform.pages import REFUSED

WRONG = "メールアドレスかパスワードが違います。"

Accounts = Callable[[], tuple[DemoAccount, ...]]


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, accounts: Accounts) -> HttpResponse:
    """The sign-in page; `accounts` are offered for one click (the demo's, otherwise none)."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if request.method == "GET":
        return render(
            request, "people/sign_in.html", {"sign_in": SignIn(next=wanted, accounts=accounts())}
        )
    email = request.POST.get("email", "").replace("\x00", "").strip()  # a NUL asks no database
    person = authenticate(
        request, username=email.lower(), password=request.POST.get("password", "")
    )
    if person is None:
        shown = SignIn(email=email, next=wanted, refusal=WRONG, accounts=accounts())
        return render(request, "people/sign_in.html", {"sign_in": shown}, status=REFUSED)
    login(request, person)
    # An address, never the name of a view: `next=client-access` is not ours to look up.
    return HttpResponseRedirect(wanted if _is_ours(request, wanted) else reverse("home"))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("sign-in")


def _is_ours(request: HttpRequest, url: str) -> bool:
    return url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
