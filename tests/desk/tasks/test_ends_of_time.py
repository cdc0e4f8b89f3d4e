"""A moment at the end of time, from a form that no browser made, leaves every page standing."""

import pytest
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.models import Task
from tests import builders
from tests.desk.tasks import working

END = "9999-12-31T23:59+00:00"  # the day after it, where the desk is: there is none


@pytest.mark.parametrize("moment", [END, "0001-01-01T00:00+14:00"])
def test_a_task_is_not_due_when_no_calendar_could_say_so(
    hikari: Client, ann: Person, cora: Person, moment: str
) -> None:
    form = {"client": str(hikari.pk), "title": "集計", "due_at": moment, "is_shared": "1"}
    browser = builders.signed_in(ann)

    assert browser.post(reverse("tasks-new"), form).status_code == 422

    for page in ("tasks", "tasks-list", "tasks-today"):
        assert browser.get(reverse(page)).status_code == 200
    assert builders.signed_in(cora).get(reverse("portal-requests")).status_code == 200


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("task-acceptance", {"due_at": END, "purpose": "棚卸し"}),
        ("task-plan", {"due_at": END}),
        ("task-delay", {"new_due_at": END, "reason": "倉庫の返事待ち"}),
    ],
)
def test_nor_does_any_form_of_a_task_take_it(
    hikari: Client, ann: Person, address: str, form: dict[str, str]
) -> None:
    task = working.made(hikari, ann, title="集計")

    answer = builders.signed_in(ann).post(reverse(address, args=[task.pk]), form)

    assert answer.status_code == 422
    with walls.transaction([hikari.pk]):
        assert Task.objects.get(pk=task.pk).due_at is None


@pytest.mark.parametrize("moment", [END, "0001-01-01T00:00+14:00"])
def test_the_chips_of_a_text_are_read_whatever_moment_the_page_names(
    hikari: Client, ann: Person, moment: str
) -> None:
    conversation = builders.a_conversation(hikari)
    form = {
        "body": "12月1日に送ります。",
        "promise_span": "12月1日に送ります。",
        "promise_due": moment,
        "promise_read_at": moment,
    }

    answer = builders.signed_in(ann).post(
        reverse("conversation-guard", args=[conversation.pk]), form
    )

    assert answer.status_code == 200
