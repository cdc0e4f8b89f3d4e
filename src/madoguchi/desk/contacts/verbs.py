"""What is done to a contact by one press: asked to sign in, made owner, gone."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.views.frame import refused, saved
from madoguchi.desk.contacts.access import contact_to_set_up
from madoguchi.desk.contacts.actions import contacts, members
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.contacts.views import contact_page
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import signed_in
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import number

Act = Callable[[Contact], object]


@require_POST
@signed_in
def invitation(request: Request, pk: int) -> HttpResponse:
    """A letter with a link; again, a new link."""

    def act(found: Contact) -> None:
        members.invite_member(
            client_id=found.client_id, contact_id=pk, person=request.person, now=clock.now()
        )

    found, refusal = _done(request, pk, act)
    if refusal:
        return contact_page(request, found, refusal=refusal)
    words = _("%(email)s に招待を送りました。") % {"email": found.email}
    return with_toast(redirect("contact", pk=pk), Toast(words=words, tone="ok"))


@require_POST
@signed_in
def ownership(request: Request, pk: int) -> HttpResponse:
    """They look after the client's own people, or no longer."""

    def act(found: Contact) -> None:
        members.name_owner(
            client_id=found.client_id,
            contact_id=pk,
            is_owner=request.POST.get("on") == "1",
            person=request.person,
            now=clock.now(),
        )

    return _answered(request, pk, act)


@require_POST
@signed_in
def absence_removal(request: Request, pk: int) -> HttpResponse:
    """They are there after all."""

    def act(found: Contact) -> None:
        contacts.remove_absence(
            client_id=found.client_id,
            contact_id=pk,
            absence_id=number(request.POST.get("absence", "")) or 0,
            person=request.person,
            now=clock.now(),
        )

    return _answered(request, pk, act)


@require_POST
@signed_in
def removal(request: Request, pk: int) -> HttpResponse:
    """They left."""

    def act(found: Contact) -> None:
        members.remove_contact(
            client_id=found.client_id, contact_id=pk, person=request.person, now=clock.now()
        )

    found, refusal = _done(request, pk, act)
    if refusal:
        return contact_page(request, found, refusal=refusal)
    words = _("%(name)sさんを窓口担当者から外しました。") % {"name": found.name}
    answer = redirect("client-contacts", pk=found.client_id)
    return with_toast(answer, Toast(words=words, tone="ok"))


def _answered(request: Request, pk: int, act: Act) -> HttpResponse:
    found, refusal = _done(request, pk, act)
    return contact_page(request, found, refusal=refusal) if refusal else saved("contact", pk)


def _done(request: Request, pk: int, act: Act) -> tuple[Contact, str]:
    found = contact_to_set_up(request.person, pk, clock.now())
    return found, refused(lambda: act(found))
