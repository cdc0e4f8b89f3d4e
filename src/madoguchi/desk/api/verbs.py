"""Tokens, made and revoked by admins."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.api import actions
from madoguchi.desk.api.forms import TokenForm
from madoguchi.desk.api.queries import client_choices
from madoguchi.desk.api.views import MADE, tokens_page
from madoguchi.desk.clients.access import admin_or_404
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.secrets import Secret
from madoguchi.desk.platform.toasts import Toast, with_toast


@require_http_methods(["GET", "POST"])
@signed_in
def tokens(request: Request) -> HttpResponse:
    """See them, or make one."""
    admin_or_404(request.person)
    if request.method == "GET":
        return tokens_page(request, TokenForm(clients=client_choices()))
    form = TokenForm(request.POST, clients=client_choices())
    if not form.is_valid():
        return tokens_page(request, form, status=REFUSED)
    wish = form.wish()
    try:
        made = actions.make_token(wish=wish, person=request.person, now=clock.now())
    except Refusal as refusal:
        return tokens_page(request, form, status=REFUSED, refusal=refusal.sentence)
    # Over the redirect in the session's row, sealed: the next page takes it out and shows it.
    request.session[MADE] = {"name": wish.name, "sealed": Secret.of(made.text).sealed}
    return redirect("api-tokens")


@require_POST
@signed_in
def token_revocation(request: Request, pk: int) -> HttpResponse:
    """One of them opens nothing any more."""
    admin_or_404(request.person)
    try:
        name = actions.revoke_token(token_id=pk, person=request.person, now=clock.now())
    except Refusal as refusal:
        form = TokenForm(clients=client_choices())
        return tokens_page(request, form, status=REFUSED, refusal=refusal.sentence)
    words = _("「%(name)s」を失効させました。") % {"name": name}
    return with_toast(redirect("api-tokens"), Toast(words=words, tone="ok"))
