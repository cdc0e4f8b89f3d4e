"""What is posted to the list: an act on the selected lines, and saved views."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access, bulk, bulk_undo
from madoguchi.desk.conversations.actions import saved_views
from madoguchi.desk.conversations.bulk_rows import BulkResult, Typed
from madoguchi.desk.conversations.views import LIST_PARTS, asked, list_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, part_of, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, show_toast, with_toast
from madoguchi.desk.platform.typed import as_typed

UNDO_SECONDS = 12  # long enough to read what was left out


@require_POST
@signed_in
def many(request: Request) -> HttpResponse:
    """Do one thing to each selected conversation, and say to which it was not done."""
    form, person, now = request.POST.dict(), request.person, clock.now()
    chosen = bulk.picks(request.POST.getlist("pick"))
    try:
        if not chosen:
            raise bulk.NothingPicked
        act = bulk.act_of(form, person=person, now=now)
    except Refusal as refusal:
        return _list_again(request, _untried(form, chosen, refusal))
    word = bulk.word_of(form)
    before = bulk_undo.before(chosen, word=word)
    result = bulk.act_on(chosen, act)
    owner = bulk.owner_of(form, person=person)
    done = bulk_undo.Done(
        act=form["act"],
        before=tuple(one for one in before if one.pk in result.done),
        word=word,
        owner_id=owner.pk if owner else None,
        newest_event=bulk_undo.newest_event(result.done),
    )
    name = word or (owner.family_name if owner else "")
    return _told(request, result, result.words(done.act, name), done)


@require_POST
@signed_in
def many_undone(request: Request) -> HttpResponse:
    """Put back what an act on many changed; what changed since then stays, and is told."""
    try:
        done = bulk_undo.unpacked(request.GET.get("done", ""), person=request.person)
    except Refusal as refusal:
        return _list_again(request, BulkResult(refusal=refusal.sentence))
    undo = bulk_undo.undo_of(done, person=request.person, now=clock.now())
    changed = [bulk.Pick(one.pk, one.last_seen) for one in done.changed]
    result = bulk.act_on(changed, undo)
    return _told(request, result, result.words("undo"))


@require_POST
@signed_in
def views(request: Request) -> HttpResponse:
    """Keep the list that the address names under a name."""
    query = asked(request).from_start()
    try:
        saved_views.save_view(
            person=request.person, name=as_typed(request.POST.get("name", "")), query=query.query
        )
    except Refusal as refusal:
        return _list_again(request, BulkResult(refusal=refusal.sentence))
    return redirect(reverse("desk") + query.query)


@require_POST
@signed_in
def view_name(request: Request, pk: int) -> HttpResponse:
    """Rename one of one's own views."""
    access.saved_view_for(pk, request.person)
    name = as_typed(request.POST.get("name", ""))
    try:
        view = saved_views.rename_view(view_id=pk, person=request.person, name=name)
    except Refusal as refusal:
        return _list_again(request, BulkResult(refusal=refusal.sentence))
    return redirect(reverse("desk") + view.query)


@require_POST
@signed_in
def view_removal(request: Request, pk: int) -> HttpResponse:
    """Forget one of one's own views; the list that it showed stays."""
    access.saved_view_for(pk, request.person)
    try:
        saved_views.delete_view(view_id=pk, person=request.person)
    except Refusal as refusal:
        return _list_again(request, BulkResult(refusal=refusal.sentence))
    return redirect(reverse("desk") + asked(request).query)


def _untried(form: Mapping[str, str], chosen: Iterable[bulk.Pick], refusal: Refusal) -> BulkResult:
    """Nothing was done: all that was selected and typed stays."""
    typed = Typed(form.get("person", ""), form.get("tag", ""), form.get("until", ""))
    picked = frozenset(one.pk for one in chosen)
    return BulkResult(picked=picked, refusal=refusal.sentence, typed=typed)


def _told(
    request: Request, result: BulkResult, words: str, done: bulk_undo.Done | None = None
) -> HttpResponse:
    """The list after an act on many, with what takes it back; 422 where something was not done."""
    query = asked(request).query
    packed = bulk_undo.packed(done, person=request.person) if done else ""
    carried = urlencode({"done": packed})
    address = f"{reverse('conversations-bulk-undo')}{query}&{carried}" if packed else ""
    toast = Toast(
        words=words,
        undo_url=address,
        undo_label=_("元に戻す"),
        undo_part="list",
        seconds=UNDO_SECONDS,
    )
    if not result.refused:
        return with_toast(redirect(reverse("desk") + query), toast)
    if result.done:
        show_toast(request, toast)
    return _list_again(request, result)


def _list_again(request: Request, result: BulkResult) -> HttpResponse:
    """The list, 422: what was not done, and why; those lines stay selected."""
    template = part_of(request, LIST_PARTS, "conversations/desk.html")
    shown = {"desk": list_of(request, result=result), "current_pk": None}
    return render(request, template, shown, status=REFUSED)
