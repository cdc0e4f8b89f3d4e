"""Every address of the product."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from madoguchi.desk.demo.accounts import accounts
from madoguchi.desk.people import views as people


def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; under the ASGI server it is answered before Django (asgi.py)."""
    return HttpResponse("ok", content_type="text/plain")


def events(_request: HttpRequest) -> HttpResponse:
    """Live updates are answered before Django (asgi.py); here is only their name."""
    return HttpResponse("live updates need the ASGI server", status=501, content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("events", events, name="events"),
    path("sign-in/", people.sign_in, {"accounts": accounts}, name="sign-in"),
    path("sign-out/", people.sign_out, name="sign-out"),
    path("", include("madoguchi.desk.conversations.urls")),
    path("", include("madoguchi.desk.mail.urls")),
    path("", include("madoguchi.desk.clients.urls")),
    path("", include("madoguchi.desk.demo.urls")),
]
