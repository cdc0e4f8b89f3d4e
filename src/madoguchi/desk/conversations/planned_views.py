"""The page of scheduled replies: seen, cancelled, sent at once, or taken into the composer to change."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.conversations import access
from madoguchi.desk.conversations.actions import changing, scheduling
from madoguchi.desk.conversations.models import ScheduledReply
from madoguchi.desk.conversations.queries.planned import planned_page
from madoguchi.desk.conversations.reply_verbs import told_as_sent
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, part_of, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import number
from madoguchi.desk.platform.words import say

PARTS = {"planned": "conversations/parts/planned.html"}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def planned(request: Request) -> HttpResponse:
    """All replies that leave later, or one's own; what is posted is about one of them."""
    if request.method != "POST":
        return _page(request)
    found = access.scheduled_reply_for(number(request.POST.get("reply", "")) or 0)
    try:
        return _done(request, found)
    except Refusal as refusal:
        return _page(request, refused=(found.pk, refusal.sentence))


def _done(request: Request, found: ScheduledReply) -> HttpResponse:
    pk, person, now = found.pk, request.person, clock.now()
    back = redirect(f"{reverse('scheduled-replies')}?whose={_whose(request)}")
    match request.POST.get("do", ""):
        case "send":
            # Nobody sees the thread here: it leaves over nothing that its author had not seen.
            sent = scheduling.send_scheduled_now(
                scheduled_reply_id=pk, person=person, last_seen_id=found.last_seen_id, now=now
            )
            return told_as_sent(request, back, sent)
        case "edit":
            changing.edit_scheduled(scheduled_reply_id=pk, person=person, now=now)
            return redirect("conversation", found.conversation_id)
        case _:
            scheduling.cancel_scheduled(scheduled_reply_id=pk, person=person, now=now)
            return with_toast(back, Toast(words=say("送信予約を取り消しました")))


def _page(request: Request, *, refused: tuple[int, str] = (0, "")) -> HttpResponse:
    page = planned_page(
        person=request.person,
        sight=sight_for(request),
        now=clock.now(),
        whose=_whose(request),
        refused=refused,
    )
    template = part_of(request, PARTS, "conversations/planned.html")
    return render(request, template, {"page": page}, status=REFUSED if refused[0] else 200)


def _whose(request: Request) -> str:
    asked = request.POST.get("whose") or request.GET.get("whose", "")
    return "mine" if asked == "mine" else "all"
