"""In which language a request is answered: the person's own; before signing in, the browser's."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

Answering = Callable[[HttpRequest], HttpResponseBase]


class BrowserLanguage:
    """The language chosen on this device, else the browser's, else Japanese.

    Stands outside of the wall, so that even a page about a missing database speaks it.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(translation.get_language_from_request(request)):
            return self.get_response(request)


class PersonLanguage:
    """The language of the person who signed in. Stands inside of the wall, which names the person."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        person = getattr(request, "person", None)
        if person is None:
            return self.get_response(request)
        with translation.override(person.language):
            return self.get_response(request)
