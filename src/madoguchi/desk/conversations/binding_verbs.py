"""What is posted about conversations together: merged, split, tagged, linked."""

from dataclasses import replace
from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access
from madoguchi.desk.conversations.act_rows import ActRow
from madoguchi.desk.conversations.actions import linking, merging, splitting, tagging
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries.acts import act_of
from madoguchi.desk.conversations.queries.others import number_in, other_row
from madoguchi.desk.conversations.verbs import do
from madoguchi.desk.conversations.views import back_to, page_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed, number


@require_POST
@signed_in
def merge(request: Request, pk: int) -> HttpResponse:
    """Put this conversation into another; into another customer's only when that was confirmed."""
    found, typed = access.conversation_for(pk), request.POST.get("other", "")
    card, target = _picking(found, "merge", typed), _named(typed)
    # Across clients nothing is confirmed: the action refuses it.
    is_near = target is not None and target.client_id == found.client_id
    is_stranger = target is not None and target.customer_id != found.customer_id
    if target and is_near and is_stranger and "confirmed" not in request.POST:
        row = other_row(target, of=found)
        return page_of(request, found, act=replace(card, stranger=row), status=REFUSED)
    run = partial(merging.merge_conversations, person=request.person, now=clock.now())
    try:
        done = run(source_id=pk, target_id=target.pk if target else 0)
    except Refusal as refusal:
        return _again(request, pk, replace(card, refusal=_why(typed, refusal)))
    toast = Toast(
        words=_("%(number)s を統合しました") % {"number": found.number},
        undo_url=reverse("merge-undo", args=[done.pk]),
        undo_label=_("元に戻す"),
    )
    return with_toast(_on_to(request, done.target_id), toast)


@require_POST
@signed_in
def merge_undo(request: Request, pk: int) -> HttpResponse:
    """Give back what was merged."""
    found = access.merge_for(pk)
    undo = partial(merging.undo_merge, person=request.person, now=clock.now())
    return do(request, found.target_id, lambda: undo(merge_id=pk))


@require_POST
@signed_in
def split(request: Request, pk: int) -> HttpResponse:
    """Put chosen messages into a new conversation, and show that."""
    found = access.conversation_for(pk)
    subject = as_typed(request.POST.get("subject", ""))
    chosen = [one for one in map(number, request.POST.getlist("message")) if one is not None]
    run = partial(splitting.split_conversation, person=request.person, now=clock.now())
    try:
        opened = run(conversation_id=pk, message_ids=chosen, subject=subject)
    except Refusal as refusal:
        card = act_of(found, "split", now=clock.now())
        return _again(
            request,
            pk,
            replace(card, refusal=refusal.sentence, typed=subject, chosen=frozenset(chosen)),
        )
    return _on_to(request, opened.pk)


@require_POST
@signed_in
def tags(request: Request, pk: int) -> HttpResponse:
    """Put a tag on, or take one off."""
    person, now = request.person, clock.now()
    if "remove" in request.POST:
        tag_id = number(request.POST["remove"]) or 0
        untag = partial(tagging.untag_conversation, tag_id=tag_id, person=person, now=now)
        return do(request, pk, lambda: untag(conversation_id=pk))
    name = as_typed(request.POST.get("name", ""))
    found = access.conversation_for(pk)
    try:
        tagging.tag_conversation(conversation_id=pk, name=name, person=person, now=now)
    except Refusal as refusal:
        card = act_of(found, "tag", now=now)
        return _again(request, pk, replace(card, refusal=refusal.sentence, typed=name))
    return back_to(request, pk)


@require_POST
@signed_in
def links(request: Request, pk: int) -> HttpResponse:
    """Link another conversation, or take the link away."""
    person, now = request.person, clock.now()
    if "remove" in request.POST:
        gone = number(request.POST["remove"]) or 0
        unlink = partial(linking.unlink_conversations, other_id=gone, person=person, now=now)
        return do(request, pk, lambda: unlink(conversation_id=pk))
    found, typed = access.conversation_for(pk), request.POST.get("other", "")
    other = _named(typed)
    try:
        linking.link_conversations(
            conversation_id=pk, other_id=other.pk if other else 0, person=person, now=now
        )
    except Refusal as refusal:
        card = _picking(found, "link", typed)
        return _again(request, pk, replace(card, refusal=_why(typed, refusal)))
    return back_to(request, pk)


def _on_to(request: Request, pk: int) -> HttpResponse:
    """To another conversation; with htmx too the address is that one's."""
    answer = back_to(request, pk)
    return HttpResponseClientRedirect(answer["Location"]) if request.htmx else answer


def _again(request: Request, pk: int, card: ActRow) -> HttpResponse:
    return page_of(request, access.conversation_for(pk), act=card, status=REFUSED)


def _picking(found: Conversation, name: str, typed: str) -> ActRow:
    """The card with the other conversation chosen still, be it offered or found by its number."""
    offered = act_of(found, name, now=clock.now())
    picked = number_in(typed)
    if picked is not None and picked not in {one.pk for one in offered.others}:
        offered = act_of(found, name, now=clock.now(), find=typed)
    return replace(offered, chosen=frozenset({picked or 0}))


def _why(typed: str, refusal: Refusal) -> str:
    return refusal.sentence if typed.strip() else _("対応を選んでください。")


def _named(typed: str) -> Conversation | None:
    """「MG-4127」「4127」 in sight; None for what is none, which the action refuses."""
    with_customer = Conversation.objects.select_related("customer")
    return with_customer.filter(pk=number_in(typed) or 0).first()
