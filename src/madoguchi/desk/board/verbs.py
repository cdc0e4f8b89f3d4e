"""What a director does from the board: gives a conversation to somebody, or calls its owner."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from madoguchi.desk.board.actions import calling
from madoguchi.desk.board.views import board_context, scope_of
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access as conversations
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed, number


@require_POST
@signed_in
def owner(request: Request, pk: int) -> HttpResponse:
    """Give the conversation to one of its client's people."""
    scope_of(request)  # only from the board: 404 for somebody who has none
    chosen = Person.objects.filter(pk=number(request.POST.get("person", "")) or 0).first()

    def assign() -> str:
        if chosen is None:
            raise ownership.CannotAssign
        ownership.assign_owner(
            conversation_id=pk, owner=chosen, person=request.person, now=clock.now()
        )
        return _("%(name)sさんを担当にしました。") % {"name": chosen.name}

    return _done(request, pk, assign)


@require_POST
@signed_in
def call(request: Request, pk: int) -> HttpResponse:
    """A note that calls the conversation's owner: they are told at once."""
    scope_of(request)
    words = as_typed(request.POST.get("body", "")).strip()

    def write() -> str:
        note = calling.call_owner(
            conversation_id=pk, person=request.person, text=words, now=clock.now()
        )
        called = note.conversation.owner
        return _("%(name)sさんに声をかけました。") % {"name": called.name if called else ""}

    return _done(request, pk, write)


def _done(request: Request, pk: int, action: Callable[[], str]) -> HttpResponse:
    """Back to the board with a word about it; or the board that says why not."""
    conversations.conversation_for(pk)
    try:
        told = action()
    except Refusal as refusal:
        scope = scope_of(request)
        context = {
            **board_context(request, scope),
            "refusal": refusal.sentence,
            "refused_pk": pk,
            "typed": as_typed(request.POST.get("body", "")),
        }
        return render(request, "board/board.html", context, status=REFUSED)
    back = redirect(f"{reverse('board')}?{scope_of(request).asked.query()}")
    return with_toast(back, Toast(words=told, tone="ok"))
