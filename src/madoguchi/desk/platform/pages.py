"""What every page does alike: headers, the signed-in door, answers to a refused form."""

import gzip
import io
import re
import secrets
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

REFUSED = 422
SIGNED_OUT = 401
BY_HTTPS_ALONE = "max-age=31536000"  # a year; said once people come by https at all
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)

WORDS = ("text/", "application/json", "image/svg+xml", "application/javascript")
SHORT = 200  # bytes: Django's own limit
LEVEL = 4
MOST_PADDING = 75  # bytes of chance, a third more as text
_GZIP = re.compile(r"\bgzip\b")

P = ParamSpec("P")


class Compressed(GZipMiddleware):
    """Words go compressed over the wire; files that are compressed in themselves are left as they are.

    Our pages hold a token that Django masks anew each time, and Django pads the answer by a random
    length: what a page says cannot be told from its size (BREACH).
    """

    async_capable = False

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress what is text."""
        if not response.headers.get("Content-Type", "").startswith(WORDS):
            return response
        if not isinstance(response, HttpResponse) or len(response.content) < SHORT:
            return super().process_response(request, response)  # a stream, or not worth it
        patch_vary_headers(response, ("Accept-Encoding",))
        accepts = _GZIP.search(request.headers.get("Accept-Encoding", ""))
        if accepts and not response.has_header("Content-Encoding"):
            response.content = _packed(response.content)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
        return response


def _packed(text: bytes) -> bytes:
    """Half of the work of Django's level for a twentieth more bytes."""
    packed = io.BytesIO()
    name = (
        secrets.token_urlsafe(secrets.randbelow(MOST_PADDING)) + "."
    )  # a header's, as Django pads
    with gzip.GzipFile(name, "wb", compresslevel=LEVEL, fileobj=packed, mtime=0) as written:
        written.write(text)
    return packed.getvalue()


class ContentSecurityPolicy:
    """Nothing runs or loads that we did not serve ourselves; pages with data are not stored."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        # By the public address, not by what a proxy says of one request: it may forget to say it.
        if settings.CONFIG.secure_cookies:
            response.headers.setdefault("Strict-Transport-Security", BY_HTTPS_ALONE)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def part_of(request: HttpRequest, parts: Mapping[str, str], whole: str) -> str:
    """The template that htmx asks for by its target; the whole page for everybody else."""
    target = request.headers.get("HX-Target", "") if request.headers.get("HX-Request") else ""
    return parts.get(target, whole)


def signed_in(
    view: Callable[Concatenate[Any, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for people who signed in; everybody else is sent to the sign-in page and back again."""

    @wraps(view)
    def behind_the_door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if getattr(request, "person", None) is None:
            return _to_the_door(request)
        return view(request, *args, **kwargs)

    return behind_the_door


def _to_the_door(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        # Part of a page that may hold a text being typed: it stays, and says so (trouble.js).
        return HttpResponse(status=SIGNED_OUT)
    return redirect_to_login(
        request.get_full_path() if request.method == "GET" else _form_of(request)
    )


def _form_of(request: HttpRequest) -> str:
    """The page of ours that a form says it stands on: there the device gives back what was typed."""
    page = request.POST.get("page", "")
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours else "/"


def open_to_members(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Mark a view that a client's own people may ask, too: every other one is not there for them."""
    view.open_to_members = True  # type: ignore[attr-defined] # read by the wall's middleware
    return view


def members_only(
    view: Callable[Concatenate[Any, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for a client's own people; 404 for the provider's, who have pages of their own."""

    @wraps(view)
    def behind_the_door(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.person.is_member:
            raise Http404
        return view(request, *args, **kwargs)

    return open_to_members(signed_in(behind_the_door))


def for_programs(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Mark a view that another system asks with a token: no session, no cookie, no form's token.

    Whoever is signed in on the same browser is nobody here, and the view opens its own transactions.
    """
    view.for_programs = True  # type: ignore[attr-defined] # read by the wall's middleware
    view.csrf_exempt = True  # type: ignore[attr-defined] # a token in a header cannot be sent unawares
    return outside_transaction(view)


def outside_transaction(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Mark a view that talks to another server: no transaction is open around it."""
    view.outside_transaction = True  # type: ignore[attr-defined] # read by the wall's middleware
    return view
