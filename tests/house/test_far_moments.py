"""Wherever a day or a moment is typed, one that lies beyond our years is refused kindly and stays typed."""

import uuid
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import bulk
from madoguchi.desk.conversations.giving import extracted
from madoguchi.desk.conversations.promised_form import promised_in
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.typed import YEARS
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.given import LONG_AGO, Given
from madoguchi.desk.promises.models import Promise
from tests import builders
from tests.desk.tasks import rooming
from tests.desk.tasks.opened import fresh, taken

pytestmark = pytest.mark.django_db
FAR = "9999-12-31T23:59"


def refuses(browser: Browser, address: str, form: dict[str, str]) -> bool:
    """Whether it is told so in its place, with what was typed."""
    answer = browser.post(address, form)
    return answer.status_code == 422 and FAR[:10] in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "is_taken", "form"),
    [
        ("task-acceptance", False, {"due_at": FAR}),
        ("task-acceptance", False, {"due_named_by": FAR}),
        ("task-plan", True, {"due_at": FAR}),
        ("task-delay", True, {"reason": "量が多い", "new_due_at": FAR}),
    ],
)
def test_of_a_task(
    hikari: Client,
    ann: Person,
    ann_browser: Browser,
    name: str,
    is_taken: bool,
    form: dict[str, str],
) -> None:
    task = fresh(hikari, ann)
    if is_taken:
        taken(task, ann)

    assert refuses(ann_browser, reverse(name, args=[task.pk]), form)
    assert ann_browser.get(reverse("task", args=[task.pk])).status_code == 200


def test_of_a_new_task(hikari: Client, ann_browser: Browser) -> None:
    form = {"client": str(hikari.pk), "title": "集計", "purpose": "会議", "due_at": FAR}

    assert refuses(ann_browser, reverse("tasks-new"), form)


def test_of_a_promise(hikari: Client, ann: Person, ann_browser: Browser) -> None:
    now = clock.now()
    with walls.transaction([hikari.pk]):
        give_promises(
            client_id=hikari.pk,
            given=[Given(what="返送", due_at=now + timedelta(hours=3))],
            given_at=now,
            given_by=ann,
            owner=ann,
        )
        promise = Promise.objects.get()
    form = {"what": "返送", "due": FAR, "reason": "都合"}

    answer = ann_browser.post(reverse("promise-mending", args=[promise.pk]), form)

    assert answer.status_code == 422
    assert ann_browser.get(f"{reverse('promises')}?to=9999-12-31").status_code == 200
    there = reverse("promises-hand-over")
    assert ann_browser.get(there, {"until": FAR}).status_code == 200


def test_of_a_promise_in_a_reply() -> None:
    form = QueryDict(mutable=True)
    form.update(
        {"promise_span": "明日", "promise_due": FAR, "promise_due_found": "2026-11-18T19:00"}
    )
    chips = promised_in(form).chips

    assert chips is not None
    assert chips[0].due_at == LONG_AGO  # which is refused: it is past


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("conversation-snooze", {"at": FAR}),
        (
            "conversation-schedule",
            {"when": "at", "at": FAR, "body": "承知しました。", "draft_key": str(uuid.uuid4())},
        ),
    ],
)
def test_of_a_conversation(
    hikari: Client, ann: Person, ann_browser: Browser, name: str, form: dict[str, str]
) -> None:
    opened = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        newest = str(opened.newest_customer_message_id or 0)

    answer = ann_browser.post(reverse(name, args=[opened.pk]), {**form, "last_seen": newest})

    assert answer.status_code == 422
    assert ann_browser.get(reverse("conversation", args=[opened.pk])).status_code == 200


def test_of_many_conversations(ann: Person) -> None:
    with pytest.raises(bulk.NoMoment):
        bulk.act_of({"act": "snooze", "until": FAR}, person=ann, now=clock.now())


@pytest.mark.parametrize("field", ["began", "ended", "due"])
def test_of_a_call(
    hikari: Client, ann: Person, cora: Person, ann_browser: Browser, field: str
) -> None:
    thread = rooming.a_thread(hikari, "包装のことでお電話ください。", member=cora)
    form = {"decided": "箱を変える", "what": "見積もり", "owner": str(ann.pk), field: FAR}

    assert refuses(ann_browser, reverse("room-calls", args=[thread.pk]), form)


def test_of_a_request_in_the_portal(cora: Person) -> None:
    form = {"title": "集計", "purpose": "会議", "due_on": FAR[:10]}

    assert refuses(builders.signed_in(cora), reverse("portal-requests-new"), form)


@pytest.mark.parametrize("field", ["valid_from", "review_on", "figure-0-by_on"])
def test_of_an_expectation_sheet(hikari: Client, dai: Person, field: str) -> None:
    browser = builders.signed_in(dai)
    browser.post(reverse("expectations", args=[hikari.pk]))
    there = reverse("expectations-draft", args=[hikari.pk])
    seen = browser.get(there).context["seen"]
    form = {"figure": "1", "figure-0-label": "満足度", "figure-0-target": "4", "seen": seen}

    assert refuses(browser, there, {**form, field: FAR[:10], "do": "save"})


def test_of_a_closure(hikari: Client, dai: Person) -> None:
    form = {"name": "棚卸し", "first": FAR[:10], "last": FAR[:10]}

    assert refuses(builders.signed_in(dai), reverse("client-closures", args=[hikari.pk]), form)


@pytest.mark.parametrize("year", ["9999", "2200"])
def test_of_a_text_that_promises(hikari: Client, year: str) -> None:
    opened = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        read = extracted(opened, f"{year}年12月31日までにご連絡いたします。", now=clock.now())

    assert all(one.due_at.year in YEARS for one in read)
