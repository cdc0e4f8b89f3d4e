"""The frame around every page of a signed-in person, composed from the features."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from madoguchi.config import Mode
from madoguchi.desk.alerts.queries import UNSEEN
from madoguchi.desk.clients.middleware import sight_for
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.queries.shells import shell
from madoguchi.desk.conversations.views import asked
from madoguchi.desk.mail.queries.quarantine import WAITING
from madoguchi.desk.people.models import Person
from madoguchi.desk.people.provider import NAME
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.days import local_day, midnight
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import MemberItem, MemberShell, SettingsItem
from madoguchi.desk.platform.words import later, later_told
from madoguchi.desk.portal.queries.shells import open_hours
from madoguchi.desk.promises.queries.standing import DUE_TODAY
from madoguchi.desk.rooms.queries.rooms import UNREAD as UNREAD_ROOMS
from madoguchi.desk.rooms.queries.rooms import UNREAD_BY_MEMBER
from madoguchi.desk.rulebook.queries.books import UNREAD as UNREAD_RULES
from madoguchi.desk.tasks.queries.lists import OPEN_TASKS

SECTIONS = (
    "alerts",
    "quarantine",
    "customers",
    "customer-card",
    "search",
    "promise",
    "task",
    "rulebook",
    "adherence",
    "self-check",
    "board",
    "room",
    "scheduled-replies",
)

# The settings in their order: name of the URL pattern, label, icon, who may open it.
SETTINGS: tuple[tuple[str, Any, str, str], ...] = (
    ("account", later("自分の設定"), "user-round", "all"),
    ("alert-choice", later("通知"), "bell", "all"),
    ("provider", later_told("settings", "自社"), "headset", "admin"),
    ("people", later("メンバー"), "users", "admin"),
    ("clients", later("委託元"), "building-2", "lead"),
    ("mailboxes", later("メールボックス"), "server", "admin"),
    ("api-tokens", later("APIトークン"), "plug", "admin"),
    ("audit", later("変更の記録"), "scroll-text", "admin"),
)
# A member's pages in their order: name of the URL pattern, label, icon, and the SQL of what is counted
# beside it ("" for nothing; `%(person)s` is who asks, who sees their own client alone).
MEMBER_PAGES: tuple[tuple[str, Any, str, str], ...] = (
    ("portal", later("概要"), "layout-template", ""),
    ("portal-room", later("ルーム"), "messages-square", UNREAD_BY_MEMBER),
    (
        "portal-requests",
        later("ご依頼"),
        "list-checks",
        "select open_requests()",
    ),
    (
        "portal-promises",
        later("お約束"),
        "handshake",
        "select count(*) from promises_promise p where p.state = 'open'",
    ),
    ("portal-files", later("ファイル"), "paperclip", ""),
    (
        "portal-expectations",
        later("期待値シート"),
        "file-text",
        "select count(*) from expectations_sheet s where s.state = 'proposed' and not exists"
        " (select from expectations_signoff o where o.sheet_id = s.id and o.side = 'them')",
    ),
    ("portal-access", later("データを見られる人"), "eye", ""),
    ("portal-people", later("自社のメンバー"), "users", ""),
)
# What is counted beside the pages' names, by the shell's field, as SQL.
COUNTED = {
    "alert_count": UNSEEN,
    "rule_count": UNREAD_RULES,
    "room_count": UNREAD_ROOMS,
    "promise_count": DUE_TODAY,
    "task_count": OPEN_TASKS,
}
_COUNTS = ", ".join(f"({one})" for one in COUNTED.values())
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
    "tasks-board",
    "board",
    "promises",
    "performance",
    "settled",
    "sheet-figures",
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
    if person.is_member:
        return {"shell": _member_shell(request, person)}
    section = _section(request)
    here = asked(request) if section == "desk" else None  # type: ignore[arg-type] # a person is there
    if section == "scheduled-replies":  # the page of that queue's replies
        here = ListQuery(queue="scheduled")
    now = clock.now()
    given = {"person": person.pk, "tonight": midnight(local_day(now) + timedelta(days=1))}
    waiting, *counts = prepared.row_of(f"select ({WAITING}), {_COUNTS}", given)
    framed = shell(
        person=person,
        section=section,
        sight=sight_for(request),
        asked=here,
        now=now,
        quarantine_count=waiting,
        shows_customers=settings.CONFIG.mode != Mode.PRODUCTION,
        settings=_settings_of(request, person),
    )
    return {"shell": replace(framed, **dict(zip(COUNTED, counts, strict=True)))}


def _member_shell(request: HttpRequest, person: Person) -> MemberShell:
    """Their client, and who answers for it."""
    sight = sight_for(request)
    counted = ", ".join(f"({one[3] or 0})" for one in MEMBER_PAGES)
    provider, *counts = prepared.row_of(f"select ({NAME}), {counted}", {"person": person.pk})
    here = _of_members(_page(request)[0])
    items = tuple(
        MemberItem(url, str(label), icon, count, current=url == here)
        for (url, label, icon, _), count in zip(MEMBER_PAGES, counts, strict=True)
    )
    client = sight.clients[0]
    hours, is_open = open_hours(client.pk, clock.now())
    people = sight.people.get(client.pk, ())
    return MemberShell(
        person_pk=person.pk,
        person_name=person.name,
        client=client,
        items=items,
        provider=provider,
        directors=tuple(one.name for one in people if one.role == "director"),
        section="settings" if request.path.startswith("/account/") else "portal",
        settings=tuple(_settings_of(request, person)[:1]),
        hours=hours,
        is_open=is_open,
    )


def _of_members(path: str) -> str:
    """The entry of the sidebar to which a page belongs: the longest address around it."""
    around = [one[0] for one in MEMBER_PAGES if path.startswith(reverse(one[0]))]
    return max(around, key=lambda name: len(reverse(name)), default="")


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
