"""What is posted about promises: kept, broken, released, mended, handed over."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed, desk_moment, number
from madoguchi.desk.promises import access
from madoguchi.desk.promises.actions import handing, mending, settling
from madoguchi.desk.promises.given import LONG_AGO
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.promises.views import hand_over_page, promise_page


@require_POST
@signed_in
def keeping(request: Request, pk: int) -> HttpResponse:
    """It is done, by other means than a reply."""
    keep = partial(settling.keep_promise, person=request.person, now=clock.now())
    return _do(request, pk, "keeping", lambda: keep(promise_id=pk), _("約束を果たしました"))


@require_POST
@signed_in
def breaking(request: Request, pk: int) -> HttpResponse:
    """It was not kept, and will not be."""
    give_up = partial(settling.break_promise, person=request.person, now=clock.now())
    words = _("守れなかったと記録しました")
    return _do(request, pk, "breaking", lambda: give_up(promise_id=pk), words)


@require_POST
@signed_in
def release(request: Request, pk: int) -> HttpResponse:
    """It is owed no more, for a reason."""
    reason = as_typed(request.POST.get("reason", ""))
    let_go = partial(settling.release_promise, reason=reason, person=request.person)
    return _do(
        request,
        pk,
        "release",
        lambda: let_go(promise_id=pk, now=clock.now()),
        _("約束を取り下げました"),
    )


@require_POST
@signed_in
def mended(request: Request, pk: int) -> HttpResponse:
    """It is worded otherwise, or due at another time, for a reason."""
    found = access.promise_for(pk)
    typed = desk_moment(request.POST.get("due", "")) or LONG_AGO
    # The field knows no seconds: the same minute is the same moment.
    is_same = typed == found.due_at.replace(second=0, microsecond=0)
    mending_ = mending.Mending(
        what=as_typed(request.POST.get("what", "")),
        due_at=found.due_at if is_same else typed,
        reason=as_typed(request.POST.get("reason", "")),
    )
    mend = partial(mending.mend_promise, mending=mending_, person=request.person)
    after: list[Promise] = []
    answer = _do(
        request,
        pk,
        "mending",
        lambda: after.append(mend(promise_id=pk, now=clock.now())),
        _("約束を直しました"),
    )
    if not after or after[0].pk == pk:
        return answer
    words = _("期限を過ぎていたため、守れなかった約束として残し、新しい約束にしました")
    return with_toast(redirect("promise", after[0].pk), Toast(words=words))


@require_POST
@signed_in
def handing_over(request: Request, pk: int) -> HttpResponse:
    """One promise to a colleague."""
    access.promise_for(pk)
    hand = partial(handing.hand_over_promises, promise_ids=[pk], person=request.person)
    to = _person(request.POST.get("to", ""))
    return _do(
        request, pk, "handing-over", lambda: hand(to=to, now=clock.now()), _("引き継ぎました")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def hand_over(request: Request) -> HttpResponse:
    """What falls due before one is back, to colleagues by name; a client's at once or not at all."""
    if request.method != "POST":
        return hand_over_page(request)
    chosen = [one for one in map(number, request.POST.getlist("promise")) if one is not None]
    try:
        taken = handing.hand_over_promises(
            promise_ids=chosen,
            to=_person(request.POST.get("to", "")),
            person=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        return hand_over_page(request, why=refusal.sentence, status=REFUSED)
    words = _("%(n)d件を引き継ぎました") % {"n": len(taken)}
    until = request.POST.get("until", "")
    return with_toast(
        redirect(f"{reverse('promises-hand-over')}?until={until}"), Toast(words=words, tone="ok")
    )


def _do(
    request: Request, pk: int, verb: str, action: Callable[[], object], words: str
) -> HttpResponse:
    """Through the door, run the action, then show the promise, or why it was refused."""
    found = access.promise_for(pk)
    try:
        action()
    except Refusal as refusal:
        fresh = access.promise_for(found.pk)
        return promise_page(request, fresh, refused=verb, why=refusal.sentence, status=REFUSED)
    return with_toast(redirect("promise", pk), Toast(words=words, tone="ok"))


def _person(typed: str) -> Person:
    """The colleague; nobody, who takes nothing over, for what names none."""
    found = Person.objects.filter(pk=number(typed) or 0).first()
    return found or Person(is_active=False)
