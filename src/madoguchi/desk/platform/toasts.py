"""Short words after something was done: carried over the redirect, shown once, without a session.

A view ends with `with_toast(redirect(…), Toast(…))`. The page that comes next shows it, whole or,
for htmx, appended to the answer; the same template for both, so that an undo works without script.
It is sealed for the person who did it: whoever signs in next on the same browser is not told.
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
    undo_part: str = "conversation"  # what the undo's answer replaces: or "list"
    seconds: int = 6


def with_toast(response: HttpResponse, toast: Toast) -> HttpResponse:
    """The redirect, with words for the page that it leads to."""
    response.toast_to_carry = toast  # type: ignore[attr-defined] # read by ToastMiddleware
    return response


def show_toast(request: HttpRequest, toast: Toast) -> None:
    """Words for the page, or the part, that this very request answers with."""
    request.toast = toast  # type: ignore[attr-defined] # the toast's own addition


class ToastMiddleware:
    """Gives `request.toast` to the page that shows it, and forgets it then."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.toast = _carried(request)  # type: ignore[attr-defined] # the toast's own addition
        response = self.get_response(request)
        if toast := getattr(response, "toast_to_carry", None):
            _carry(request, response, toast)
        if getattr(request, "toast", None) is None or not _shows(request, response):
            return response
        if request.headers.get("HX-Request"):
            response.content += _appended(request).encode()  # type: ignore[attr-defined] # _shows
        response.delete_cookie(COOKIE, samesite="Lax")
        return response


def _carry(request: HttpRequest, response: HttpResponseBase, toast: Toast) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(asdict(toast), salt=_salt_of(request), compress=True),
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _carried(request: HttpRequest) -> Toast | None:
    carried = request.COOKIES.get(COOKIE)
    if not carried:
        return None
    try:
        return Toast(**signing.loads(carried, salt=_salt_of(request), max_age=KEPT_SECONDS))
    except (signing.BadSignature, TypeError):
        return None


def _salt_of(request: HttpRequest) -> str:
    """Another one for each person, and for nobody."""
    return f"{SALT}.{request.user.pk}"


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
