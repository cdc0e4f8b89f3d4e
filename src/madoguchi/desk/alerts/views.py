"""One's alerts, and how one wants to be told."""

from dataclasses import replace
from datetime import time

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madoguchi.desk.alerts import access
from madoguchi.desk.alerts.actions import seeing
from madoguchi.desk.alerts.queries import alert_page, choice_row, newest_alerts
from madoguchi.desk.alerts.rows import ChoiceRow
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.days import weekday
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import number


@require_GET
@signed_in
def alerts(request: Request) -> HttpResponse:
    """One's alerts, the newest first."""
    page = alert_page(request.person, before=number(request.GET.get("before", "")))
    return render(request, "alerts/alerts.html", {"alerts": page})


@require_GET
@signed_in
def newest(request: Request) -> HttpResponse:
    """What an open page asks for when it was told that there is something."""
    rows, by_browser = newest_alerts(request.person)
    context = {"rows": rows, "by_browser": by_browser}
    return render(request, "alerts/parts/newest.html", context)


@require_GET
@signed_in
def alert(request: Request, pk: int) -> HttpResponse:
    """The way to the conversation or the promise, by which the alert is seen."""
    found = access.alert_for(pk, request.person)
    seeing.see_alert(alert_id=found.pk, person=request.person, now=clock.now())
    if found.conversation_id is None:
        return redirect("promise", found.promise_id)
    return redirect("conversation", found.conversation_id)


@require_POST
@signed_in
def all_seen(request: Request) -> HttpResponse:
    """All of them were seen."""
    seeing.see_all(person=request.person, now=clock.now())
    return redirect("alerts")


@require_http_methods(["GET", "POST"])
@signed_in
def choice(request: Request) -> HttpResponse:
    """How and when to be told."""
    if request.method == "GET":
        return _form(request, choice_row(request.person))
    typed = _typed(request)
    try:
        seeing.choose(person=request.person, choice=_read(typed))
    except seeing.CannotChoose as refusal:
        return _form(request, replace(typed, refusal=refusal.sentence), status=REFUSED)
    return with_toast(redirect("alert-choice"), Toast(words=_("保存しました"), tone="ok"))


def _form(request: Request, shown: ChoiceRow, *, status: int = 200) -> HttpResponse:
    days = [(str(day), weekday(day - 1)) for day in range(1, 8)]
    return render(request, "alerts/choice.html", {"choice": shown, "days": days}, status=status)


def _typed(request: Request) -> ChoiceRow:
    post = request.POST
    return ChoiceRow(
        in_app="in_app" in post,
        by_mail="by_mail" in post,
        by_browser="by_browser" in post,
        minutes_before=post.get("minutes_before", "")[:5],
        days="".join(sorted(set("".join(post.getlist("days")))))[:7],
        begins=post.get("begins", "")[:5],
        ends=post.get("ends", "")[:5],
        email=request.person.email,
    )


def _read(typed: ChoiceRow) -> seeing.Choice:
    try:
        begins, ends = time.fromisoformat(typed.begins_text), time.fromisoformat(typed.ends_text)
    except ValueError as error:
        raise seeing.CannotChoose(_("勤務の時刻を 09:00 のように書いてください。")) from error
    return seeing.Choice(
        in_app=typed.in_app,
        by_mail=typed.by_mail,
        by_browser=typed.by_browser,
        minutes_before=number(typed.minutes_before) or 0,
        days=typed.days,
        begins=begins,
        ends=ends,
    )
