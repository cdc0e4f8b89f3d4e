"""Serves the desk's pages with sample rows, without a database: python -m tests.desk.preview."""

import sys
from dataclasses import replace
from pathlib import Path
from wsgiref.simple_server import make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from tests.desk import sample_pages, samples

DESK = Path(__file__).parents[2] / "src" / "madoguchi" / "desk"
FEATURES = ("platform", "people", "clients", "conversations", "mail", "demo")
VARIANTS = {3: samples.DETAIL, 4: samples.CLOSED, 5: samples.LONG}


def configure() -> None:
    """Settings of its own: the templates, the static files, nothing else."""
    settings.configure(
        DEBUG=True,
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="preview",
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        TIME_ZONE="Asia/Tokyo",
        LANGUAGE_CODE="ja",
        STATIC_URL="/static/",
        STATICFILES_DIRS=[DESK / "platform" / "static"],
        INSTALLED_APPS=["django.contrib.staticfiles", "django_htmx"],
        MIDDLEWARE=["django_htmx.middleware.HtmxMiddleware"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [DESK / feature / "templates" for feature in FEATURES],
                "OPTIONS": {
                    "libraries": {"desk": "madoguchi.desk.platform.templatetags.desk"},
                    "context_processors": ["django.template.context_processors.request"],
                },
            }
        ],
    )
    django.setup()


def desk(request: HttpRequest) -> HttpResponse:
    shown = samples.EMPTY if request.GET.get("queue") == "closed" else samples.DESK
    return _page(request, {"desk": shown})


def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    detail = VARIANTS.get(
        pk, replace(samples.DETAIL, pk=pk, composer=replace(samples.COMPOSER, conversation_pk=pk))
    )
    if "fresh" in request.GET:
        detail = replace(detail, composer=samples.COMPOSER)
    return _page(request, {"desk": samples.DESK, "detail": detail, "current_pk": pk})


@csrf_exempt
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    body = request.POST["body"].replace("\r\n", "\n")
    verdict = samples.guard(body)
    if verdict.gate == "open" or request.POST.get("reason"):
        return HttpResponseRedirect(f"/conversations/{pk}/?queue=mine&fresh=1", status=303)
    composer = replace(samples.COMPOSER, body=body, guard=verdict, refusal="理由を書いてください。")
    detail = replace(samples.DETAIL, composer=composer)
    return _page(request, {"desk": samples.DESK, "detail": detail, "current_pk": pk}, 422)


@csrf_exempt
def check(request: HttpRequest, pk: int) -> HttpResponse:
    verdict = samples.guard(request.POST["body"].replace("\r\n", "\n"))
    context = {"composer": replace(samples.COMPOSER, guard=verdict), "desk": samples.DESK}
    return render(request, "conversations/parts/guard.html", context)


def sample(request: HttpRequest, template: str) -> HttpResponse:
    shell = replace(samples.SHELL, queues=(), section=template.partition("/")[0])
    return render(request, f"{template}.html", {"shell": shell, **sample_pages.PAGES[template]})


@csrf_exempt
def nothing(request: HttpRequest, **_: int) -> HttpResponse:
    return HttpResponse("", status=404)


def _page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    target = request.headers.get("HX-Target", "")
    template = {
        "list": "conversations/parts/list.html",
        "queues": "platform/parts/queues.html",
        "thread": "conversations/parts/thread.html",
        "clock": "conversations/parts/head.html",
        "conversation": "conversations/parts/conversation.html",
    }.get(target, "conversations/desk.html")
    return render(request, template, {"shell": samples.SHELL, **context}, status=status)


urlpatterns = [
    path("desk/", desk, name="desk"),
    path("conversations/<int:pk>/", conversation, name="conversation"),
    path("conversations/<int:pk>/replies/", reply, name="conversation-reply"),
    path("conversations/<int:pk>/guard/", check, name="conversation-guard"),
    path("sample/<path:template>/", sample),
    path("events", nothing, name="events"),
    *(
        path(f"stub/<int:pk>/{name}/", nothing, name=name)
        for name in (
            "conversation-note", "conversation-owner", "conversation-closure", "attachment",
            "conversation-reopening", "conversation-no-answer", "conversation-approval",
            "approval-decision", "quarantine-mail", "quarantine-retry", "quarantine-routing",
            "client-access", "customers-mail", "customers-reply",
        )
    ),
    *(
        path(f"stub/{name}/", nothing, name=name)
        for name in (
            "sign-in", "sign-out", "quarantine", "clients", "customers", "customers-new",
        )
    ),
]  # fmt: skip


def serve(port: int) -> None:
    """Until interrupted, on this machine only."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler

    with make_server("127.0.0.1", port, StaticFilesHandler(get_wsgi_application())) as server:
        server.serve_forever()


if __name__ == "__main__":
    sys.modules["tests.desk.preview"] = sys.modules[__name__]
    configure()
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else 8099)
