"""Who works for one client."""

from datetime import date, datetime, time, timedelta
from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.actions import assignments as actions
from madoguchi.desk.clients.actions.assignments import Placement
from madoguchi.desk.clients.forms import AssignmentForm
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.clients.queries import settings as queries
from madoguchi.desk.clients.views.frame import done, page, refused, saved, status_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.typed import number


@require_http_methods(["GET", "POST"])
@signed_in
def assignments(request: Request, pk: int) -> HttpResponse:
    """Who works, worked and will work for the client; posted, one more."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    if request.method == "GET":
        return _page(request, client)
    form = AssignmentForm(request.POST, people=queries.people_to_assign())
    assign = partial(actions.assign_person, client_id=pk, person=request.person, now=clock.now())
    if done(form, lambda: assign(placement=_placement(form, clock.now()))):
        return saved("client-assignments", pk)
    return _page(request, client, form=form)


@require_POST
@signed_in
def assignment_end(request: Request, pk: int) -> HttpResponse:
    """Somebody's work for the client ends now."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    refusal = refused(
        partial(
            actions.end_assignment,
            client_id=pk,
            assignment_id=number(request.POST.get("assignment", "")) or 0,
            ends_at=clock.now(),
            person=request.person,
            now=clock.now(),
        )
    )
    if not refusal:
        return saved("client-assignments", pk)
    return _page(request, client, refusal=refusal)


@require_POST
@signed_in
def training(request: Request, pk: int) -> HttpResponse:
    """Somebody's replies go to a director first, or no longer."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    refusal = refused(
        partial(
            actions.set_training,
            client_id=pk,
            assignment_id=number(request.POST.get("assignment", "")) or 0,
            in_training=request.POST.get("training") == "on",
            person=request.person,
            now=clock.now(),
        )
    )
    if not refusal:
        return saved("client-assignments", pk)
    return _page(request, client, refusal=refusal)


def _placement(form: AssignmentForm, now: datetime) -> Placement:
    """From the midnight of the first day, or from now, to the midnight after the last."""
    given = form.cleaned_data
    starts_on, ends_on = given["starts_on"], given["ends_on"]
    return Placement(
        person_id=int(given["who"]),
        role=Assignment.Role(given["role"]),
        starts_at=max(_midnight(starts_on), now) if starts_on else now,
        ends_at=_midnight(ends_on + timedelta(days=1)) if ends_on else None,
        takes_new=given["takes_new"],
        in_training=given["in_training"],
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _page(
    request: Request, client: Client, *, form: AssignmentForm | None = None, refusal: str = ""
) -> HttpResponse:
    form = form or AssignmentForm(people=queries.people_to_assign())
    rows = queries.assignment_rows(client.pk, now=clock.now())
    context = {"form": form, "assignments": rows, "refusal": refusal}
    status = REFUSED if refusal else status_of(form)
    return page(request, client, tab="client-assignments", context=context, status=status)
