"""What a member does in the portal: asks for work; and what their owner does about their people."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.access import client_of
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.contacts.actions.contacts import Ways
from madoguchi.desk.contacts.actions.members import (
    add_and_invite,
    invite_member,
    name_owner,
    remove_contact,
)
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import members_only
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed, day
from madoguchi.desk.portal import typed
from madoguchi.desk.portal.rows import RequestForm
from madoguchi.desk.portal.views import people_page, requests_page
from madoguchi.desk.tasks.actions.requesting import Wanted, request_task


@members_only
@require_POST
def invite(request: Request) -> HttpResponse:
    """Somebody of ours is asked to join: known by name from now on, and written to."""
    client_id = client_of(request).pk
    ways = Ways(
        name=as_typed(request.POST.get("name", "")),
        email=as_typed(request.POST.get("email", "")),
        department=as_typed(request.POST.get("department", "")),
    )
    said = _("%(email)s に招待を送りました。") % {"email": ways.email.strip()}

    def act() -> None:
        add_and_invite(client_id=client_id, ways=ways, person=request.person, now=clock.now())

    return _done(request, said, act)


@members_only
@require_POST
def invitation(request: Request, pk: int) -> HttpResponse:
    """The letter once more, with a new link."""
    client_id = client_of(request).pk

    def act() -> None:
        invite_member(client_id=client_id, contact_id=pk, person=request.person, now=clock.now())

    return _done(request, _("招待を送りました。"), act)


@members_only
@require_POST
def ownership(request: Request, pk: int) -> HttpResponse:
    """Somebody else looks after our people, too, or no longer."""
    client_id = client_of(request).pk

    def act() -> None:
        name_owner(
            client_id=client_id,
            contact_id=pk,
            is_owner=request.POST.get("on") == "1",
            person=request.person,
            now=clock.now(),
        )

    return _done(request, _("変えました。"), act)


@members_only
@require_POST
def removal(request: Request, pk: int) -> HttpResponse:
    """Somebody of ours left."""
    client_id = client_of(request).pk

    def act() -> None:
        remove_contact(client_id=client_id, contact_id=pk, person=request.person, now=clock.now())

    return _done(request, _("メンバーから外しました。"), act)


@members_only
@require_POST
def asking(request: Request) -> HttpResponse:
    """Something is asked for; by which day is a wish until the desk takes it on."""
    client_id = client_of(request).pk
    form = RequestForm(
        title=as_typed(request.POST.get("title", "")),
        purpose=as_typed(request.POST.get("purpose", "")),
        due_on=request.POST.get("due_on", ""),
    )
    chosen = day(form.due_on)
    if form.due_on and chosen is None:
        return requests_page(request, replace(form, refusal=_("日付を読み取れません。")))
    wanted = Wanted(
        title=form.title,
        purpose=form.purpose,
        due_at=typed.end_of_day(client_id, chosen) if chosen else None,
        is_internal=False,
    )
    try:
        request_task(client_id=client_id, requester=request.person, wanted=wanted, now=clock.now())
    except Refusal as refusal:
        return requests_page(request, replace(form, refusal=refusal.sentence))
    words = _("依頼しました。担当が決まり次第、ここに表示します。")
    return with_toast(redirect("portal-requests"), Toast(words=words, tone="ok"))


def _done(request: Request, said: str, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return people_page(request, refusal=refusal.sentence)
    return with_toast(redirect("portal-people"), Toast(words=said, tone="ok"))
