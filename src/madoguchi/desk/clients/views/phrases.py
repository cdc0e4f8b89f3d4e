"""What one client's messages must say, and what they must not."""

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.actions import phrases as actions
from madoguchi.desk.clients.actions.phrases import Wording
from madoguchi.desk.clients.forms import PhraseForm
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client, ClientPhrase
from madoguchi.desk.clients.queries import settings as queries
from madoguchi.desk.clients.views.frame import done, page, refused, saved, status_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.typed import number


@require_http_methods(["GET", "POST"])
@signed_in
def phrases(request: Request, pk: int) -> HttpResponse:
    """The client's phrases; posted, one more."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    if request.method == "GET":
        return _page(request, client, PhraseForm())
    form = PhraseForm(request.POST)
    add = partial(actions.add_phrase, client_id=pk, person=request.person, now=clock.now())
    if done(form, lambda: add(wording=_wording(form))):
        return saved("client-phrases", pk)
    return _page(request, client, form)


@require_POST
@signed_in
def phrase_removal(request: Request, pk: int) -> HttpResponse:
    """The guard minds a phrase no longer."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    refusal = refused(
        partial(
            actions.remove_phrase,
            client_id=pk,
            phrase_id=number(request.POST.get("phrase", "")) or 0,
            person=request.person,
            now=clock.now(),
        )
    )
    return _page(request, client, PhraseForm(), refusal) if refusal else saved("client-phrases", pk)


def _wording(form: PhraseForm) -> Wording:
    given = form.cleaned_data
    return Wording(kind=ClientPhrase.Kind(given["kind"]), phrase=given["phrase"], tag=given["tag"])


def _page(request: Request, client: Client, form: PhraseForm, refusal: str = "") -> HttpResponse:
    context = {"form": form, "phrases": queries.phrase_rows(client.pk), "refusal": refusal}
    status = REFUSED if refusal else status_of(form)
    return page(request, client, tab="client-phrases", context=context, status=status)
