"""What is posted about oneself and, by admins, about people."""

from collections.abc import Callable
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from madoguchi.desk.people.access import admins_only
from madoguchi.desk.people.actions import account, invitations, standing
from madoguchi.desk.people.rows import InvitationTyped
from madoguchi.desk.people.views.account import Request, account_page
from madoguchi.desk.people.views.people import people_page, person_page
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed

Change = Callable[..., None]


@require_POST
@signed_in
def name(request: Request) -> HttpResponse:
    """Another name."""
    try:
        account.rename(
            person=request.person, name=as_typed(request.POST.get("name", "")), now=clock.now()
        )
    except Refusal as refusal:
        return account_page(request, status=REFUSED, refusal=refusal.sentence)
    return _said("account", _("名前を変えました。"))


@require_POST
@signed_in
def single_keys(request: Request) -> HttpResponse:
    """Single letters of the keyboard, on or off."""
    account.use_single_keys(person=request.person, on=request.POST.get("on") == "1")
    return _said("account", _("設定を変えました。"))


@require_POST
@signed_in
def session_end(request: Request, number: UUID) -> HttpResponse:
    """End one of one's sessions."""
    account.end_session(person=request.person, number=number, now=clock.now())
    return _said("account-sessions", _("ログアウトしました。"))


@require_POST
@signed_in
def sessions_end(request: Request) -> HttpResponse:
    """Sign out everywhere but here."""
    account.end_other_sessions(
        person=request.person, current=request.session.session_key, now=clock.now()
    )
    return _said("account-sessions", _("ほかのすべての端末からログアウトしました。"))


@require_POST
@admins_only
def invite(request: Request) -> HttpResponse:
    """Ask somebody to join."""
    typed = InvitationTyped(
        email=as_typed(request.POST.get("email", "")),
        name=as_typed(request.POST.get("name", "")),
        is_admin=request.POST.get("is_admin") == "1",
    )
    try:
        _refuse_too_many(request)
        invitations.invite(
            email=typed.email,
            name=typed.name,
            is_admin=typed.is_admin,
            invited_by=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        shown = InvitationTyped(typed.email, typed.name, typed.is_admin, refusal.sentence)
        return people_page(request, status=REFUSED, typed=shown)
    return _said(
        "people", _("%(email)s に招待を送りました。") % {"email": typed.email.strip().lower()}
    )


@require_POST
@admins_only
def invitation_mail(request: Request, pk: int) -> HttpResponse:
    """Send an invitation again."""
    try:
        _refuse_too_many(request)
        email = invitations.send_again(invitation_id=pk, sender=request.person, now=clock.now())
    except Refusal as refusal:
        return _refused_invitation(request, refusal)
    return _said("people", _("%(email)s に招待をもう一度送りました。") % {"email": email})


@require_POST
@admins_only
def invitation_withdrawal(request: Request, pk: int) -> HttpResponse:
    """Take an invitation back."""
    try:
        email = invitations.withdraw(invitation_id=pk, actor=request.person, now=clock.now())
    except Refusal as refusal:
        return _refused_invitation(request, refusal)
    return _said("people", _("%(email)s への招待を取り消しました。") % {"email": email})


@require_POST
@admins_only
def person_admin(request: Request, pk: int) -> HttpResponse:
    """Make somebody an admin, or no longer."""
    on = request.POST.get("on") == "1"
    return _change(request, pk, standing.make_admin if on else standing.take_admin_away)


@require_POST
@admins_only
def person_activity(request: Request, pk: int) -> HttpResponse:
    """Somebody left, or came back."""
    on = request.POST.get("on") == "1"
    return _change(request, pk, standing.reactivate if on else standing.deactivate)


@require_POST
@admins_only
def person_sessions(request: Request, pk: int) -> HttpResponse:
    """Sign somebody out everywhere."""
    return _change(request, pk, standing.end_sessions_of)


@require_POST
@admins_only
def person_second_factor(request: Request, pk: int) -> HttpResponse:
    """Somebody lost their second factor."""
    reason = as_typed(request.POST.get("reason", ""))
    return _change(request, pk, standing.reset_second_factor, reason=reason)


def _change(request: Request, pk: int, change: Change, **words: str) -> HttpResponse:
    try:
        change(person_id=pk, actor=request.person, now=clock.now(), **words)
    except Refusal as refusal:
        return person_page(request, pk, status=REFUSED, refusal=refusal.sentence, **words)
    return with_toast(redirect("person", pk=pk), Toast(words=_("変えました。"), tone="ok"))


def _refuse_too_many(request: Request) -> None:
    if not ratelimit.consume(request, action="invite", user=request.person):
        raise Refusal(_("招待が続いています。しばらくたってから、もう一度お試しください。"))


def _refused_invitation(request: Request, refusal: Refusal) -> HttpResponse:
    shown = InvitationTyped(refusal=refusal.sentence)
    return people_page(request, status=REFUSED, typed=shown)


def _said(place: str, words: str) -> HttpResponse:
    return with_toast(redirect(place), Toast(words=words, tone="ok"))
