"""Short words after something was done: carried over the redirect, shown once, without a session.

A view ends with `with_toast(redirect(…), Toast(…))`. The page that comes next shows it, whole or,
for htmx, appended to the answer; the same template for both, so that an undo works without script.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

COOKIE = "madoguchi_toast"
SALT = "madoguchi.toast"
KEPT_SECONDS = 30  # from the redirect until the page that it leads to
TARGETS = {"conversation", "list"}  # what htmx swaps after a verb


@dataclass(frozen=True, kw_only=True)
class Toast:
    """What is said, in the reader's language, and what takes it back: an address that is posted to.

    `undo_label` is needed with `undo_url`; `tone` is "", "ok", "warn" or "danger".
    """

    words: str
    tone: str = ""
    undo_url: str = ""
    undo_label: str = ""
    seconds: int = 6


def with_toast(response: HttpResponse, toast: Toast) -> HttpResponse:
    """The redirect, with words for the page that it leads to."""
    response.set_cookie(
        COOKIE,
        signing.dumps(asdict(toast), salt=SALT, compress=True),
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


class ToastMiddleware:
    """Gives `request.toast` to the page that shows it, and forgets it then."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        toast = _carried(request)
        request.toast = toast  # type: ignore[attr-defined] # the toast's own addition
        response = self.get_response(request)
        if toast is None or not _shows(request, response):
            return response
        if request.headers.get("HX-Request"):
            response.content += _appended(request).encode()  # type: ignore[attr-defined] # _shows
        response.delete_cookie(COOKIE, samesite="Lax")
        return response


def _carried(request: HttpRequest) -> Toast | None:
    try:
        return Toast(
            **signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS)
        )
    except (signing.BadSignature, TypeError):
        return None


def _shows(request: HttpRequest, response: HttpResponseBase) -> bool:
    is_page = isinstance(response, HttpResponse) and response.headers.get(
        "Content-Type", ""
    ).startswith("text/html")
    if not is_page or response.has_header("Location") or COOKIE in response.cookies:
        return False
    return not request.headers.get("HX-Request") or _asked_by_a_verb(request)


def _asked_by_a_verb(request: HttpRequest) -> bool:
    """A part that refreshes by itself may never be swapped (live.js): it takes no toast."""
    target = request.headers.get("HX-Target")
    return target in TARGETS and request.headers.get("HX-Trigger") != target


def _appended(request: HttpRequest) -> str:
    return render_to_string("platform/parts/toast_oob.html", request=request)
