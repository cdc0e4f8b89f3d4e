"""A form of the room that was refused comes back as it was typed: what was meant for few, too."""

import pytest
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.rooms.models import Call
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")


def test_a_refused_direct_thread_stays_one(hikari: Client, ann: Person, cora: Person) -> None:
    form = {"title": "", "body": "熱が出ました。", "matter": "health", "reason": "体調の話のため"}
    answer = builders.signed_in(ann).post(
        reverse("room-threads", args=[hikari.pk]), {**form, "person": str(cora.pk)}
    )

    shown = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert '<option value="health" selected>' in shown
    assert 'value="体調の話のため"' in shown
    assert f'value="{cora.pk}" checked>' in shown


def test_a_refused_call_note_keeps_its_next_actions(
    thread: Conversation, ann: Person, cora: Person
) -> None:
    contact = Contact.objects.get(person=cora)
    form = {
        "contact": str(contact.pk),
        "began": "2026-11-18T10:00",
        "ended": "2026-11-18T10:10",
        "decided": "12月26日まで",
        "owner": [str(ann.pk), ""],
        "what": ["定型文をつくる", "出荷日の回答"],
        "due": ["2026-12-01T12:00", ""],
    }

    answer = builders.signed_in(ann).post(reverse("room-calls", args=[thread.pk]), form)

    shown = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert f'<option value="{ann.pk}" selected>' in shown
    assert all(f'value="{one}"' in shown for one in ("定型文をつくる", "出荷日の回答"))
    assert 'value="2026-12-01T12:00"' in shown


def test_an_action_of_nobody_of_ours_is_not_the_other_sides(
    thread: Conversation, ann: Person, cora: Person, otto: Person
) -> None:
    form = {
        "contact": str(Contact.objects.get(person=cora).pk),
        "began": "2026-11-18T10:00",
        "ended": "2026-11-18T10:10",
        "owner": str(cora.pk),
        "what": "出荷日の回答",
        "due": "2099-12-01T12:00",
    }

    for owner in (cora, otto):
        answer = builders.signed_in(ann).post(
            reverse("room-calls", args=[thread.pk]), {**form, "owner": str(owner.pk)}
        )
        assert answer.status_code == 422
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"what": "長" * 121}, {"decided": "\n".join(["決定"] * 21)}, {"decided": "長" * 501}],
)
def test_what_is_too_much_is_refused_and_nothing_is_cut(
    thread: Conversation, ann: Person, cora: Person, changes: dict[str, str]
) -> None:
    form = {
        "contact": str(Contact.objects.get(person=cora).pk),
        "began": "2026-11-18T10:00",
        "ended": "2026-11-18T10:10",
        "decided": "決定",
        "owner": str(ann.pk),
        "what": "出荷日の回答",
        "due": "2099-12-01T12:00",
    }

    answer = builders.signed_in(ann).post(
        reverse("room-calls", args=[thread.pk]), {**form, **changes}
    )

    assert answer.status_code == 422
    assert next(iter(changes.values())) in answer.content.decode()
    assert not Call.objects.exists()
