"""What a member reads of given words, and that nothing they typed is lost."""

import uuid

import pytest
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.actions.members import LastOwner, name_owner
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.promises.models import Promise
from tests import builders
from tests.desk.tasks import working
from tests.desk.walls.marks import SECRET


def _read_by_members(client: Client) -> set[str]:
    with walls.transaction([client.pk], side=walls.Side.CLIENT):
        return set(Promise.objects.values_list("what", flat=True))


def test_the_promise_of_an_internal_task_is_not_read_by_members(
    hikari: Client, ann: Person, cora: Person
) -> None:
    internal = working.made(hikari, ann, title=SECRET)
    shared = working.made(hikari, ann, title="在庫の一覧", is_internal=False)
    for task in (internal, shared):
        working.accepted(task, ann, is_told=True)

    assert _read_by_members(hikari) == {"在庫の一覧"}
    page = builders.signed_in(cora).get(reverse("portal-promises")).content.decode()
    assert SECRET not in page


def test_another_text_from_the_page_before_is_kept_and_said(
    hikari: Client, ann: Person, cora: Person
) -> None:
    key = str(uuid.uuid4())
    browser = builders.signed_in(cora)
    form = {"title": "出荷日", "text": "12月26日です。", "draft_key": key}
    begun = browser.post(reverse("portal-room-threads"), form)
    address = begun["Location"].rstrip("/") + "/messages/"

    again = browser.post(address, {"text": "12月27日に直します。", "draft_key": key})

    assert again.status_code == 422
    assert "12月27日に直します。" in again.content.decode()
    assert f'value="{key}"' not in again.content.decode()
    twice = browser.post(reverse("portal-room-threads"), form)
    assert twice.status_code == 302
    with walls.transaction([hikari.pk]):
        assert Message.objects.filter(kind=Message.Kind.CUSTOMER).count() == 1


@pytest.mark.parametrize(
    "form",
    [
        {"title": "長" * 121, "purpose": "棚卸し"},
        {"title": "在庫", "purpose": "長" * 2_001},
    ],
)
def test_a_request_that_is_too_long_is_refused_whole(
    hikari: Client, cora: Person, form: dict[str, str]
) -> None:
    answer = builders.signed_in(cora).post(reverse("portal-requests-new"), form)

    assert answer.status_code == 422
    assert all(typed in answer.content.decode() for typed in form.values())


@pytest.mark.parametrize(
    "asked",
    [
        {"within": "9" * 15},
        {"before": "9999-12-31T23:59:59-12:00~1"},
        {"before": "2026-11-17T05:00:00+23:00~1"},
    ],
)
def test_a_figure_of_no_sense_is_no_fault_of_ours(cora: Person, asked: dict[str, str]) -> None:
    question = {"of": "first_reply_within", "within": "60", **asked}
    answer = builders.signed_in(cora).get(reverse("portal-figure"), question)

    assert answer.status_code == 200


@pytest.mark.parametrize("due_on", ["9999-12-31", "0001-01-01", "x"])
def test_a_wish_at_the_end_of_time_is_no_fault_of_ours(
    hikari: Client, cora: Person, due_on: str
) -> None:
    form = {"title": "在庫", "purpose": "棚卸し", "due_on": due_on}
    browser = builders.signed_in(cora)

    assert browser.post(reverse("portal-requests-new"), form).status_code in {302, 422}
    assert browser.get(reverse("portal-requests")).status_code == 200
    assert browser.get(reverse("portal")).status_code == 200
    assert browser.get(reverse("portal-figure"), {"day": due_on}).status_code in {200, 404}


def test_the_last_owner_stays(hikari: Client, cora: Person) -> None:
    own = Contact.objects.filter(person=cora)
    with (
        walls.transaction(
            [hikari.pk],
            side=walls.Side.CLIENT,
        ),
        pytest.raises(LastOwner),
    ):
        name_owner(
            client_id=hikari.pk,
            contact_id=own.get().pk,
            is_owner=False,
            person=cora,
            now=builders.NOW,
        )
