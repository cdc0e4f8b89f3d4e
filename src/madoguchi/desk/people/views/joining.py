"""Coming in by a link from a mail: a new password, or an invitation."""

import time
from typing import Any

from allauth.account.views import (
    PasswordResetDoneView,
    PasswordResetFromKeyView,
    PasswordResetView,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from madoguchi.desk.people.actions import invitations
from madoguchi.desk.people.rows import InvitedPage
from madoguchi.desk.people.views.parts import Refusing, page
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, outside_transaction
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed

LEAST_SECONDS = 0.25  # longer than either way takes: how long it took tells nobody who is known


class Reset(Refusing, PasswordResetView):
    """Ask for a link by mail; the answer is the same for an address that nobody has."""

    template_name = "people/reset.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Post the letter, or none, and take as long."""
        began = time.monotonic()
        answer: HttpResponse = super().form_valid(form)
        time.sleep(max(0, LEAST_SECONDS - (time.monotonic() - began)))
        return answer


class ResetSent(PasswordResetDoneView):
    """「メールを送りました」, whoever asked."""

    template_name = "people/reset_sent.html"


class NewPassword(Refusing, PasswordResetFromKeyView):
    """The page behind the link: once, within the hour."""

    template_name = "people/new_password.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """The new password is kept; the person signs in with it."""
        super().form_valid(form)
        words = _("パスワードを変えました。新しいパスワードでログインしてください。")
        return with_toast(redirect("sign-in"), Toast(words=words, tone="ok"))


reset = outside_transaction(page(Reset))
reset_sent = page(ResetSent)
new_password = outside_transaction(page(NewPassword, success_url="/sign-in/"))


@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody invited chooses name and password."""
    try:
        invited = invitations.invitation_of(token, now=clock.now())
    except Refusal as refusal:
        shown = InvitedPage(token=token, refusal=refusal.sentence)
        return render(request, "people/invitation.html", {"invited": shown}, status=404)
    shown = InvitedPage(token=token, email=invited.email, name=invited.name)
    if request.method == "GET":
        return render(request, "people/invitation.html", {"invited": shown})
    return _accept(request, shown)


def _accept(request: HttpRequest, shown: InvitedPage) -> HttpResponse:
    name, password = as_typed(request.POST.get("name", "")), request.POST.get("password", "")
    try:
        if password != request.POST.get("password_again"):
            raise Refusal(_("2つのパスワードが違います。"))
        invitations.accept(token=shown.token, name=name, password=password, now=clock.now())
    except Refusal as refusal:
        again = InvitedPage(
            token=shown.token, email=shown.email, name=name, refusal=refusal.sentence
        )
        return render(request, "people/invitation.html", {"invited": again}, status=REFUSED)
    words = _("ようこそ。決めたパスワードでログインしてください。")
    return with_toast(redirect("sign-in"), Toast(words=words, tone="ok"))
