"""What is posted to the list: an act on the selected lines, and saved views."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access, bulk
from madoguchi.desk.conversations.actions import saved_views
from madoguchi.desk.conversations.bulk_rows import BulkResult
from madoguchi.desk.conversations.views import LIST_PARTS, asked, list_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, part_of, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import as_typed


@require_POST
@signed_in
def many(request: Request) -> HttpResponse:
    """Do one thing to each selected conversation, and say to which it was not done."""
    chosen = bulk.picks(request.POST.getlist("pick"))
    try:
        if not chosen:
            raise bulk.NothingPicked
        act = bulk.act_of(request.POST.dict(), person=request.person, now=clock.now())
    except Refusal as refusal:
        nothing = BulkResult(picked=frozenset(one.pk for one in chosen), refusal=refusal.sentence)
        return _list_again(request, nothing)
    result = bulk.act_on(chosen, act)
    if result.refused:
        return _list_again(request, result)
    return redirect(f"{reverse('desk')}{asked(request).query}&done={result.done}")


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


def _list_again(request: Request, result: BulkResult) -> HttpResponse:
    """The list, 422: what was not done, and why; those lines stay selected."""
    template = part_of(request, LIST_PARTS, "conversations/desk.html")
    shown = {"desk": list_of(request, result=result), "current_pk": None}
    return render(request, template, shown, status=REFUSED)
