"""The pages of a client's contacts: the list, and one of them with their ways."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients import authority
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.clients.views.frame import done, page, saved, status_of
from madoguchi.desk.contacts import queries
from madoguchi.desk.contacts.access import client_to_write_to, contact_to_set_up
from madoguchi.desk.contacts.actions import contacts as actions
from madoguchi.desk.contacts.forms import AbsenceForm, ContactForm, NewContactForm
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def contacts(request: Request, pk: int) -> HttpResponse:
    """Who is there at the client; posted, one more."""
    if request.method == "GET" and not authority.leads(request.person, pk, clock.now()):
        return _to_read(request, pk)
    client = doors.client_to_set_up(request.person, pk, clock.now())
    form = NewContactForm(request.POST or None)
    add = partial(actions.add_contact, client_id=pk, person=request.person, now=clock.now())
    if request.method == "POST" and done(form, lambda: add(ways=form.ways)):
        return saved("client-contacts", pk)
    return contacts_page(request, client, form=form)


def _to_read(request: Request, pk: int) -> HttpResponse:
    """The same people for who writes to them: their ways, and nothing to change."""
    now = clock.now()
    client = client_to_write_to(request.person, pk, now)
    context = {"client": chip(client), "contacts": queries.contact_rows(client, now)}
    return render(request, "contacts/reading.html", context)


def contacts_page(request: Request, client: Client, *, form: NewContactForm) -> HttpResponse:
    """The list as it stands, or with a form that was refused."""
    context = {"form": form, "contacts": queries.contact_rows(client, clock.now())}
    return page(request, client, tab="client-contacts", context=context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@signed_in
def contact(request: Request, pk: int) -> HttpResponse:
    """One of them; posted, with other ways."""
    found = contact_to_set_up(request.person, pk, clock.now())
    if request.method == "GET":
        return contact_page(request, found)
    form = ContactForm(request.POST)
    change = partial(
        actions.change_contact,
        client_id=found.client_id,
        contact_id=pk,
        person=request.person,
        now=clock.now(),
    )
    if done(form, lambda: change(ways=form.ways)):
        return saved("contact", pk)
    return contact_page(request, found, form=form)


@require_POST
@signed_in
def absences(request: Request, pk: int) -> HttpResponse:
    """They are away on these days."""
    found = contact_to_set_up(request.person, pk, clock.now())
    form = AbsenceForm(request.POST)
    note = partial(
        actions.note_absence,
        client_id=found.client_id,
        contact_id=pk,
        person=request.person,
        now=clock.now(),
    )
    if done(form, lambda: note(days=form.days, note=form.cleaned_data["note"])):
        return saved("contact", pk)
    return contact_page(request, found, absence_form=form)


def contact_page(
    request: Request,
    found: Contact,
    *,
    form: ContactForm | None = None,
    absence_form: AbsenceForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    """The page of one contact, as it stands or with what was refused."""
    now = clock.now()
    form, absence_form = form or ContactForm.of(found), absence_form or AbsenceForm()
    context = {
        "contact": queries.contact_row(found, found.client, now),
        "form": form,
        "absence_form": absence_form,
        "absences": queries.absence_rows(found, now),
        "refusal": refusal,
    }
    is_refused = refusal or REFUSED in {status_of(form), status_of(absence_form)}
    return page(
        request,
        found.client,
        tab="client-contacts",
        template="contacts/contact.html",
        context=context,
        status=REFUSED if is_refused else 200,
    )
