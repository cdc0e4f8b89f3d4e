"""The frame around every page of a signed-in person, composed from the features."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from madoguchi.config import Mode
from madoguchi.desk.alerts.queries import UNSEEN
from madoguchi.desk.clients.middleware import sight_for
from madoguchi.desk.conversations.queries.shells import shell
from madoguchi.desk.conversations.views import asked
from madoguchi.desk.mail.queries.quarantine import WAITING
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import SettingsItem
from madoguchi.desk.platform.words import later
from madoguchi.desk.rulebook.queries.books import UNREAD as UNREAD_RULES

SECTIONS = (
    "alerts",
    "quarantine",
    "customers",
    "customer-card",
    "search",
    "rulebook",
    "adherence",
    "self-check",
)

# The settings in their order: name of the URL pattern, label, icon, who may open it.
SETTINGS: tuple[tuple[str, Any, str, str], ...] = (
    ("account", later("自分の設定"), "user-round", "all"),
    ("alert-choice", later("通知"), "bell", "all"),
    ("people", later("メンバー"), "users", "admin"),
    ("clients", later("委託元"), "building-2", "lead"),
    ("mailboxes", later("メールボックス"), "server", "admin"),
    ("api-tokens", later("APIトークン"), "plug", "admin"),
    ("audit", later("変更の記録"), "scroll-text", "admin"),
)
PARTS_WITHOUT_FRAME = {
    "list",
    "thread",
    "clock",
    "conversation",
    "guard",
    "body",
    "palette-results",
    "results",
    "rest",
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for the templates: `shell`, where the page shows one."""
    person = getattr(request, "person", None)
    if (
        person is None
        or not connection.in_atomic_block
        or request.headers.get("HX-Target") in PARTS_WITHOUT_FRAME
    ):
        return {}
    section = _section(request)
    here = asked(request) if section == "desk" else None  # type: ignore[arg-type] # a person is there
    waiting, unseen, unread = prepared.row_of(
        f"select ({WAITING}), ({UNSEEN}), ({UNREAD_RULES})", {"person": person.pk}
    )
    framed = shell(
        person=person,
        section=section,
        sight=sight_for(request),
        asked=here,
        now=clock.now(),
        quarantine_count=waiting,
        shows_customers=settings.CONFIG.mode != Mode.PRODUCTION,
        settings=_settings_of(request, person),
    )
    return {"shell": replace(framed, alert_count=unseen, rule_count=unread)}


def _section(request: HttpRequest) -> str:
    path, name = _page(request)
    if path.startswith(("/settings/", "/account/", "/clients/")):
        return "settings"
    return next((one for one in SECTIONS if name.startswith(one)), "desk")


def _page(request: HttpRequest) -> tuple[str, str]:
    """Path and name of the page; of the one that asks, where only the numbers beside it are drawn anew."""
    asking = urlsplit(request.headers.get("HX-Current-URL", "")).path
    if asking and request.headers.get("HX-Target") == "queues":
        return asking, _name_at(asking)
    match = request.resolver_match
    return request.path, (match.url_name or "") if match else ""


def _name_at(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def _settings_of(request: HttpRequest, person: Person) -> tuple[SettingsItem, ...]:
    """The pages that this person may open; the current one is the longest address around this page."""
    may = {"all"} | ({"admin", "lead"} if person.is_admin else set())
    if sight_for(request).is_director:
        may.add("lead")
    shown = [one for one in SETTINGS if one[3] in may]
    around = [one[0] for one in shown if request.path.startswith(reverse(one[0]))]
    here = max(around, key=lambda name: len(reverse(name)), default="")
    return tuple(SettingsItem(url, str(label), icon, url == here) for url, label, icon, _ in shown)
