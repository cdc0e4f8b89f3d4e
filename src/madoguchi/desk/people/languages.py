"""Choosing the language of the pages: of a person, and of the device for its sign-in page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from madoguchi.desk.people.actions.language import choose_language
from madoguchi.desk.people.models import Language
from madoguchi.desk.platform import clock

YEAR = 365 * 24 * 60 * 60  # seconds


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice, then show the page from which it was made."""
    language = request.POST.get("language", "")
    back = HttpResponseRedirect(_where_it_was_chosen(request))
    if language not in Language.values:  # no button of ours says so
        return back
    person = getattr(request, "person", None)
    if person is not None:
        choose_language(person=person, language=language, now=clock.now())
    back.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return back


def _where_it_was_chosen(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return referer if ours else reverse("home")
