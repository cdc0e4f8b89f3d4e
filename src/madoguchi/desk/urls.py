"""Every address of the product."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from madoguchi.desk.demo.accounts import accounts
from madoguchi.desk.operations import readiness
from madoguchi.desk.operations import views as operations
from madoguchi.desk.people import languages
from madoguchi.desk.people.views import entrance
from madoguchi.desk.platform.pages import open_to_members


def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; under the ASGI server it is answered before Django (asgi.py)."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(_request: HttpRequest) -> HttpResponse:
    """Whether this process can serve; under the ASGI server it is answered before Django (asgi.py)."""
    problems = readiness.of_this_connection()
    status = 503 if problems else 200
    return HttpResponse("\n".join(problems) or "ok", status=status, content_type="text/plain")


def events(_request: HttpRequest) -> HttpResponse:
    """Live updates are answered before Django (asgi.py); here is only their name."""
    return HttpResponse("live updates need the ASGI server", status=501, content_type="text/plain")


urlpatterns = [
    path("", include("madoguchi.desk.conversations.urls")),  # first: they are asked most
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", operations.figures, name="metrics"),
    path("events", events, name="events"),
    path("sign-in/", open_to_members(entrance.sign_in), {"accounts": accounts}, name="sign-in"),
    path("sign-in/", entrance.sign_in, {"accounts": accounts}, name="account_login"),  # for allauth
    path("", include("madoguchi.desk.people.urls")),
    path("language/", open_to_members(languages.choose), name="language"),
    path("", include("madoguchi.desk.promises.urls")),
    path("", include("madoguchi.desk.search.urls")),
    path("", include("madoguchi.desk.adherence.urls")),
    path("", include("madoguchi.desk.board.urls")),
    path("", include("madoguchi.desk.api.urls")),
    path("", include("madoguchi.desk.alerts.urls")),
    path("", include("madoguchi.desk.mail.urls")),
    path("", include("madoguchi.desk.clients.urls")),
    path("", include("madoguchi.desk.contacts.urls")),
    path("", include("madoguchi.desk.rulebook.urls")),
    path("", include("madoguchi.desk.tasks.urls")),
    path("", include("madoguchi.desk.rooms.urls")),
    path("", include("madoguchi.desk.portal.urls")),
    path("", include("madoguchi.desk.expectations.urls")),
    path("", include("madoguchi.desk.demo.urls")),
]
