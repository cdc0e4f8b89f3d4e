"""The pages of adherence: figures, the messages behind them, and the monthly self-check."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madoguchi.desk.adherence import access
from madoguchi.desk.adherence.actions import reviews, selfchecks
from madoguchi.desk.adherence.asked import SPANS, URGENT
from madoguchi.desk.adherence.models import SelfCheck, SelfCheckLine
from madoguchi.desk.adherence.queries import behind as behind_queries
from madoguchi.desk.adherence.queries import selfchecks as sheets
from madoguchi.desk.adherence.queries.counting import urgent
from madoguchi.desk.adherence.queries.figures import figures, titles
from madoguchi.desk.adherence.typed import asked_of, before_of, what_of
from madoguchi.desk.adherence.wording import BY_WORDS, WHAT_WORDS
from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.guard.models import GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import month as month_of


@require_GET
@signed_in
def adherence(request: Request) -> HttpResponse:
    """The figures, a row each rule, operator, client or week."""
    sight = sight_for(request)
    asked = asked_of(request.GET, local_day(clock.now()))
    context = {
        "asked": asked,
        "rows": figures(asked, sight),
        "choices": [(by, words, asked.query(by=by)) for by, words in BY_WORDS.items()],
        "by_words": BY_WORDS[asked.by],
        "spans": [(weeks, asked.query(weeks=weeks, day="", week="", month="")) for weeks in SPANS],
        "narrowed": _narrowed(request, asked.rule, asked.person_id, asked.client_id),
        "bare": asked.query(rule="", person="", client=""),
        "urgent": (urgent(asked).count(), asked.query(what=URGENT, by="", rule="")),
    }
    return render(request, "adherence/figures.html", context)


@require_GET
@signed_in
def behind(request: Request) -> HttpResponse:
    """The messages behind one figure, the newest first."""
    sight = sight_for(request)
    asked, what = asked_of(request.GET, local_day(clock.now())), what_of(request.GET)
    page = behind_queries.behind(asked, what, sight, request.person, before=before_of(request.GET))
    context = {
        "asked": asked,
        "page": page,
        "what": what,
        "what_words": WHAT_WORDS[what],
        "narrowed": _narrowed(request, asked.rule, asked.person_id, asked.client_id),
        "back": asked.query(),
    }
    return render(request, "adherence/behind.html", context)


@require_POST
@signed_in
def review(request: Request, pk: int) -> HttpResponse:
    """Whether the guard was right; the row is shown anew."""
    sight = sight_for(request)
    finding = access.finding_for(pk, sight)
    verdict = request.POST.get("verdict", "")
    if verdict not in GuardFinding.Verdict.values:
        raise Http404
    try:
        finding = reviews.review_finding(
            finding_id=finding.pk,
            verdict=GuardFinding.Verdict(verdict),
            person=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        return _reviewed(request, finding, refusal=refusal.sentence, status=REFUSED)
    return _reviewed(request, finding)


@require_GET
@signed_in
def self_checks(request: Request) -> HttpResponse:
    """Each desk's months: filled in, or to be."""
    sight = sight_for(request)
    months = sheets.month_rows(sight, local_day(clock.now()))
    leads = {chip.pk for chip in sight.clients if _leads(request, chip.pk)}
    return render(request, "adherence/self_checks.html", {"months": months, "leads": leads})


@require_http_methods(["GET", "POST"])
@signed_in
def self_check(request: Request, client_id: int) -> HttpResponse:
    """A month of one desk, the running one if none is named: to be filled in, or as it was."""
    chip = access.desk_for(client_id, sight_for(request), request.person)
    today = local_day(clock.now())
    first = month_of(request.GET.get("month", f"{today:%Y-%m}"))
    if first is None:
        raise Http404
    filled = SelfCheck.objects.filter(client_id=client_id, month=first).select_related("person")
    if request.method == "GET":
        found = filled.first()
        if found is None and not sheets.is_of_desk(client_id, first, today):
            raise Http404
        sheet = sheets.filled_sheet(found, chip) if found else sheets.blank_sheet(chip, first)
        return _sheet(request, sheet)
    return _fill_in(request, chip, first)


def _fill_in(request: Request, chip: ClientChip, month: date) -> HttpResponse:
    typed = _typed(request)
    try:
        selfchecks.fill_in(
            client_id=chip.pk,
            month=month,
            sheet=typed,
            measured=sheets.measured(chip.pk, month),
            person=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        blank = sheets.blank_sheet(chip, month, typed, refusal.sentence)
        return _sheet(request, blank, status=REFUSED)
    answer = redirect(f"{reverse('self-check', args=[chip.pk])}?month={month:%Y-%m}")
    return with_toast(answer, Toast(words=_("セルフチェックを記入しました"), tone="ok"))


def _typed(request: Request) -> selfchecks.Sheet:
    post = request.POST
    judged = {
        slug: selfchecks.Judged(
            judgement=post.get(f"judgement-{slug}", ""), note=post.get(f"note-{slug}", "")
        )
        for slug in sheets.JUDGED
    }
    return selfchecks.Sheet(judged=judged, note=post.get("note", ""))


def _sheet(request: Request, sheet: object, *, status: int = 200) -> HttpResponse:
    context = {"sheet": sheet, "judgements": SelfCheckLine.Judgement.choices}
    return render(request, "adherence/self_check.html", context, status=status)


def _reviewed(
    request: Request, finding: GuardFinding, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    row = behind_queries.finding_row(finding, sight_for(request), request.person)
    if request.headers.get("HX-Request") or refusal:
        context = {"row": row, "refusal": refusal}
        return render(request, "adherence/parts/behind_row.html", context, status=status)
    return with_toast(redirect("adherence"), Toast(words=_("判定を記録しました"), tone="ok"))


def _leads(request: Request, client_id: int) -> bool:
    try:
        access.desk_for(client_id, sight_for(request), request.person)
    except Http404:
        return False
    return True


def _narrowed(
    request: Request, rule: str, person_id: int | None, client_id: int | None
) -> tuple[str, ...]:
    """What the figures are narrowed to, in words; a number of somebody elsewhere has none."""
    sight = sight_for(request)
    chips = {chip.pk: chip.name for chip in sight.clients}
    person = Person.objects.staff().filter(pk=person_id or 0).first()
    if person is not None and not sight.knows(person.pk):
        person = None
    names = (
        titles().get(rule, rule),
        person.name if person else "",
        chips.get(client_id or 0, ""),
    )
    return tuple(name for name in names if name)
