"""The pages of tasks: the board, the list, one's own day, one task, a new one, those that come again."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.days import weekday
from madoguchi.desk.platform.pages import REFUSED, part_of, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import number
from madoguchi.desk.tasks import access
from madoguchi.desk.tasks.actions import recurring, requesting
from madoguchi.desk.tasks.asked import TasksAsked
from madoguchi.desk.tasks.forms import Posted, posted
from madoguchi.desk.tasks.models import Task
from madoguchi.desk.tasks.queries import lists
from madoguchi.desk.tasks.queries.details import detail_of
from madoguchi.desk.tasks.queries.series import series_rows
from madoguchi.desk.tasks.rows import Typed

BOARD_PARTS = {"tasks-board": "tasks/parts/lanes.html"}


@require_GET
@signed_in
def board(request: Request) -> HttpResponse:
    """Open tasks in columns."""
    asked = TasksAsked.of(request.GET)
    shown = lists.board(asked, person=request.person, sight=sight_for(request), now=clock.now())
    context = {"board": shown, "asked": asked, "now": clock.now(), "tab": "board"}
    return render(request, part_of(request, BOARD_PARTS, "tasks/board.html"), context)


@require_GET
@signed_in
def every(request: Request) -> HttpResponse:
    """Tasks one below the other."""
    asked = TasksAsked.of(request.GET)
    shown = lists.task_list(asked, person=request.person, sight=sight_for(request), now=clock.now())
    context = {"list": shown, "asked": asked, "now": clock.now(), "tab": "list"}
    return render(request, "tasks/list.html", context)


@require_GET
@signed_in
def today(request: Request) -> HttpResponse:
    """One's own day."""
    day = lists.my_day(request.person, sight=sight_for(request), now=clock.now())
    return render(request, "tasks/today.html", {"day": day, "now": clock.now(), "tab": "today"})


@require_GET
@signed_in
def task(request: Request, pk: int) -> HttpResponse:
    """One task."""
    return page_of(request, access.task_for(pk))


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: Request) -> HttpResponse:
    """A task made by hand."""
    if request.method == "GET":
        return _form(request, Typed(values={"client": request.GET.get("client", "")}))
    return _made(request, _request)


@require_http_methods(["GET", "POST"])
@signed_in
def series(request: Request) -> HttpResponse:
    """Tasks that come again, and a new one."""
    if request.method == "GET":
        return _series(request, Typed())
    return _made(request, _begin)


@require_POST
@signed_in
def series_end(request: Request, pk: int) -> HttpResponse:
    """It comes no more."""
    found = access.series_for(pk)
    try:
        recurring.end_series(series_id=found.pk, person=request.person, now=clock.now())
    except Refusal as refusal:
        return _series(request, Typed(refusal=refusal.sentence), status=REFUSED)
    return with_toast(redirect("task-series"), Toast(words=_("繰り返しを終えました"), tone="ok"))


def page_of(
    request: Request, found: Task, typed: Typed | None = None, *, status: int = 200
) -> HttpResponse:
    """The task's page, with what was typed into a form that was refused."""
    now = clock.now()
    detail = detail_of(found, person=request.person, sight=sight_for(request), now=now)
    context = {"detail": detail, "task": detail.row, "typed": typed or Typed(), "now": now}
    return render(request, "tasks/task.html", context, status=status)


def _made(request: Request, make: Callable[[Request, int, Posted], HttpResponse]) -> HttpResponse:
    """Read the form for the client that was chosen, or show it again with what was typed."""
    again = _series if request.path.endswith("/series/") else _form
    client_id = number(request.POST.get("client", ""))
    if client_id not in sight_for(request).client_ids or client_id is None:
        values = {key: str(value) for key, value in request.POST.items()}
        refusal = _("委託元を選んでください。")
        return again(request, Typed(values=values, refusal=refusal), status=REFUSED)
    form = posted(request.POST, client_id)
    try:
        return make(request, client_id, form)
    except Refusal as refused:
        typed = Typed(values=form.values, refusal=refused.sentence)
        return again(request, typed, status=REFUSED)


def _request(request: Request, client_id: int, form: Posted) -> HttpResponse:
    made = requesting.request_task(
        client_id=client_id, requester=request.person, wanted=_wanted(form), now=clock.now()
    )
    return redirect("task", made.pk)


def _begin(request: Request, client_id: int, form: Posted) -> HttpResponse:
    recurring.begin_series(
        client_id=client_id,
        person=request.person,
        wanted=_wanted(form),
        recurring=recurring.Recurring(rule=form.rule(), due_time=form.time("due_time")),
        now=clock.now(),
    )
    return with_toast(redirect("task-series"), Toast(words=_("繰り返しを始めました"), tone="ok"))


def _wanted(form: Posted) -> requesting.Wanted:
    return requesting.Wanted(
        title=form.text("title"),
        purpose=form.text("purpose"),
        approach=form.text("approach"),
        scope=form.text("scope"),
        due_at=form.moment("due_at"),
        owner=form.person("owner"),
        estimate_minutes=form.minutes("minutes"),
        is_internal=not form.is_on("is_shared"),
        is_clear=bool(form.text("purpose")),
    )


def _form(request: Request, typed: Typed, *, status: int = 200) -> HttpResponse:
    context = {"typed": typed, "sight": sight_for(request), "tab": "new"}
    return render(request, "tasks/new.html", context, status=status)


def _series(request: Request, typed: Typed, *, status: int = 200) -> HttpResponse:
    rows = series_rows(sight_for(request))
    weekdays = [(str(day), weekday(day - 1)) for day in range(1, 8)]
    context = {
        "typed": typed,
        "sight": sight_for(request),
        "rows": rows,
        "weekdays": weekdays,
        "tab": "series",
    }
    return render(request, "tasks/series.html", context, status=status)
