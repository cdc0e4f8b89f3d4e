"""What is posted to a task: each view hands its words to one action."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations.access import LARGEST, message_for
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import number
from madoguchi.desk.tasks import access
from madoguchi.desk.tasks.actions import (
    accepting,
    asking,
    checking,
    delays,
    moving,
    planning,
    requesting,
)
from madoguchi.desk.tasks.forms import Posted, Unreadable, posted
from madoguchi.desk.tasks.letters import Written
from madoguchi.desk.tasks.models import Task
from madoguchi.desk.tasks.rows import Typed
from madoguchi.desk.tasks.views import page_of

Act = Callable[[Posted], object]


@require_POST
@signed_in
def of_message(request: Request, pk: int) -> HttpResponse:
    """What a message asks for becomes a task; the same message again leads to it."""
    message = message_for(min(pk, LARGEST))
    try:
        made = requesting.request_from_message(
            message_id=message.pk, person=request.person, now=clock.now()
        )
    except Refusal as refusal:
        back = redirect("conversation", message.conversation_id)
        return with_toast(back, Toast(words=refusal.sentence, tone="warn"))
    return redirect("task", made.pk)


@require_POST
@signed_in
def acceptance(request: Request, pk: int) -> HttpResponse:
    """Take it on; what is unclear is asked in one message, which is drafted at once."""
    found = access.task_for(pk)
    form = posted(request.POST, found.client_id)
    try:
        accepting.accept_task(
            task_id=pk, person=request.person, terms=_terms(form), now=clock.now()
        )
    except accepting.Unclear as refusal:
        return _asked_first(request, found, form, refusal)
    except Refusal as refusal:
        return _refused(request, found, "acceptance", form, refusal)
    return redirect("task", pk)


@require_POST
@signed_in
def state(request: Request, pk: int) -> HttpResponse:
    """Begin, stop, wait for the client, finish, decline, begin again."""

    def move(form: Posted) -> object:
        who, now, why = request.person, clock.now(), form.text("reason")
        ways: dict[str, Callable[[], object]] = {
            "start": lambda: moving.start_task(task_id=pk, person=who, now=now),
            "block": lambda: moving.block_task(task_id=pk, person=who, reason=why, now=now),
            "wait": lambda: moving.wait_for_client(
                task_id=pk, person=who, asked=why, remind_days=_days(form), now=now
            ),
            "finish": lambda: moving.finish_task(task_id=pk, person=who, now=now),
            "decline": lambda: accepting.decline_task(task_id=pk, person=who, reason=why, now=now),
            "reopen": lambda: moving.reopen_task(task_id=pk, person=who, now=now),
        }
        return _one_of(ways, form)

    return _do(request, pk, request.POST.get("do", ""), move)


@require_POST
@signed_in
def questions(request: Request, pk: int) -> HttpResponse:
    """Draft the open questions to whom the request came from."""
    return _do(
        request,
        pk,
        "questions",
        lambda _form: asking.ask_about(task_id=pk, person=request.person, now=clock.now()),
    )


@require_POST
@signed_in
def delay(request: Request, pk: int) -> HttpResponse:
    """Draft the notice of a delay; or it was told otherwise; or it is none after all."""

    def act(form: Posted) -> object:
        who, now = request.person, clock.now()
        if form.text("do") == "told":
            return delays.tell_delay(task_id=pk, person=who, now=now)
        if form.text("do") == "withdraw":
            return delays.withdraw_delay(task_id=pk, person=who, now=now)
        new_due_at = form.moment("new_due_at")
        if new_due_at is None:
            raise Unreadable(_("新しい期限を入れてください。"))
        notice = delays.Notice(reason=form.text("reason"), new_due_at=new_due_at)
        return delays.notice_delay(task_id=pk, person=who, notice=notice, now=now)

    return _do(request, pk, "delay", act)


@require_POST
@signed_in
def plan(request: Request, pk: int) -> HttpResponse:
    """Whose it is, what is left of it, by when."""

    def act(form: Posted) -> None:
        who, now = request.person, clock.now()
        owner, minutes, due_at = (
            form.person("owner"),
            form.minutes("minutes"),
            form.moment("due_at"),
        )
        with transaction.atomic():  # all that the form says, or nothing
            if owner is not None:
                planning.reassign_task(task_id=pk, owner=owner, person=who, now=now)
            if minutes is not None:
                planning.estimate_task(task_id=pk, person=who, remaining_minutes=minutes, now=now)
            if due_at is not None:
                planning.change_due(task_id=pk, person=who, due_at=due_at, now=now)

    return _do(request, pk, "plan", act)


@require_POST
@signed_in
def description(request: Request, pk: int) -> HttpResponse:
    """What it is about, written anew."""

    def act(form: Posted) -> object:
        said = planning.Description(
            title=form.text("title"),
            purpose=form.text("purpose"),
            approach=form.text("approach"),
            scope=form.text("scope"),
        )
        return planning.describe_task(
            task_id=pk, person=request.person, description=said, now=clock.now()
        )

    return _do(request, pk, "description", act)


@require_POST
@signed_in
def items(request: Request, pk: int) -> HttpResponse:
    """A line of the checklist: one more, ticked or not, removed."""

    def act(form: Posted) -> object:
        who, now = request.person, clock.now()
        tick, remove = number(form.text("tick")), number(form.text("remove"))
        if tick is not None:
            return checking.tick_item(task_id=pk, item_id=tick, person=who, now=now)
        if remove is not None:
            return checking.remove_item(task_id=pk, item_id=remove, person=who, now=now)
        return checking.add_item(task_id=pk, person=who, text=form.text("text"), now=now)

    return _do(request, pk, "items", act)


@require_POST
@signed_in
def parts(request: Request, pk: int) -> HttpResponse:
    """A part of it becomes a task of its own."""

    def act(form: Posted) -> object:
        part = checking.Part(
            title=form.text("title"), owner=form.person("owner"), minutes=form.minutes("minutes")
        )
        return checking.split_task(task_id=pk, person=request.person, part=part, now=clock.now())

    return _do(request, pk, "parts", act)


@require_POST
@signed_in
def watchers(request: Request, pk: int) -> HttpResponse:
    """Follow it, or no more."""

    def act(form: Posted) -> object:
        who, now = request.person, clock.now()
        watch = planning.unwatch_task if form.text("do") == "end" else planning.watch_task
        watch(task_id=pk, watcher=form.person("person") or who, person=who, now=now)
        return None

    return _do(request, pk, "watchers", act)


def _do(request: Request, pk: int, name: str, act: Act) -> HttpResponse:
    """The shape of every verb: through the door, run it, then show the task, or why it was refused."""
    found = access.task_for(pk)
    form = posted(request.POST, found.client_id)
    try:
        done = act(form)
    except Refusal as refusal:
        return _refused(request, found, name, form, refusal)
    if isinstance(done, Written):
        return _written(request, found, done)
    return redirect("task", pk)


def _written(request: Request, found: Task, written: Written) -> HttpResponse:
    """To the composer where the text stands; else it is shown, to be copied."""
    if written.is_drafted:
        toast = Toast(words=_("返信欄に下書きしました。確かめて送信してください。"), tone="ok")
        return with_toast(redirect("conversation", found.conversation_id or 0), toast)
    return page_of(request, access.task_for(found.pk), Typed(letter=written.text))


def _asked_first(request: Request, found: Task, form: Posted, refusal: Refusal) -> HttpResponse:
    """Refused kindly: the questions are drafted, and the page says where."""
    try:
        written = asking.ask_about(task_id=found.pk, person=request.person, now=clock.now())
    except Refusal:  # nothing is unclear in the request: the form was left empty
        return _refused(request, found, "acceptance", form, refusal)
    told = _("質問を返信欄に下書きしました。") if written.is_drafted else ""
    typed = Typed(
        form="acceptance",
        refusal=f"{refusal.sentence}{told}",
        letter="" if written.is_drafted else written.text,
        values=form.values,
    )
    return page_of(request, found, typed, status=REFUSED)


def _refused(
    request: Request, found: Task, name: str, form: Posted, refusal: Refusal
) -> HttpResponse:
    typed = Typed(form=name, refusal=refusal.sentence, values=form.values)
    return page_of(request, found, typed, status=REFUSED)


def _terms(form: Posted) -> accepting.Terms:
    return accepting.Terms(
        due_at=form.moment("due_at"),
        due_named_by=form.moment("due_named_by"),
        purpose=form.text("purpose"),
        owner=form.person("owner"),
        estimate_minutes=form.minutes("minutes"),
        is_told=form.is_on("is_told"),
    )


def _days(form: Posted) -> int | None:
    return number(form.text("remind_days"))


def _one_of(ways: dict[str, Callable[[], object]], form: Posted) -> object:
    way = ways.get(form.text("do"))
    if way is None:
        raise Unreadable
    return way()
