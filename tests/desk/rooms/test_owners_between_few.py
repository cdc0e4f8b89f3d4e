"""What is owed in a direct thread is owed by somebody who reads it."""

import uuid
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.actions.ownership import assign_owner
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.actions.handing import hand_over_of, hand_over_promises
from madoguchi.desk.promises.actions.readers import TakesNoPart
from madoguchi.desk.promises.given import Given
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.rooms.actions.calls import ActionTyped, CallTyped, note_call
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from madoguchi.desk.tasks.actions.accepting import Terms, accept_task
from madoguchi.desk.tasks.actions.planning import reassign_task
from madoguchi.desk.tasks.actions.requesting import Origin, Wanted, request_task
from madoguchi.desk.tasks.models import Task
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
LATER = builders.NOW + timedelta(days=2)


@pytest.fixture
def bea(hikari: Client) -> Person:
    """An operator of Hikari who takes no part."""
    return builders.assigned(builders.a_person("bea"), hikari)


@pytest.fixture
def direct(hikari: Client, ann: Person, cora: Person, bea: Person) -> Conversation:
    """A thread between Ann and Cora."""
    opening = DirectOpening(
        title="お体のこと",
        body="お加減はいかがでしょうか。どうぞお大事になさってください。",
        matter="health",
        reason="体調の話のため",
        person_ids=[cora.pk],
        draft_key=uuid.uuid4(),
    )
    opened = open_direct(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)
    assert opened.refusal is None
    return opened.conversation


def _promised(direct: Conversation, owner: Person) -> Promise:
    [promise] = give_promises(
        client_id=direct.client_id,
        given=[Given(what="休みの扱いの確認", due_at=LATER)],
        given_at=builders.NOW,
        given_by=owner,
        owner=owner,
        conversation_id=direct.pk,
    )
    return promise


def _asked(direct: Conversation, person: Person, owner: Person | None = None) -> Task:
    return request_task(
        client_id=direct.client_id,
        requester=person,
        wanted=Wanted(title="休みの扱いを調べる", due_at=LATER, owner=owner),
        now=builders.NOW,
        origin=Origin(conversation_id=direct.pk),
    )


def test_a_promise_is_handed_to_nobody_who_takes_no_part(
    direct: Conversation, ann: Person, bea: Person, dai: Person
) -> None:
    promise = _promised(direct, ann)

    with pytest.raises(TakesNoPart):
        hand_over_promises(promise_ids=[promise.pk], to=bea, person=ann, now=builders.NOW)

    hand_over_promises(promise_ids=[promise.pk], to=dai, person=ann, now=builders.NOW)
    promise.refresh_from_db()
    assert promise.owner_id == dai.pk


def test_what_somebody_leaves_behind_goes_to_nobody_who_takes_no_part(
    direct: Conversation, hikari: Client, ann: Person
) -> None:
    between_few, in_sight = _promised(direct, ann), _promised(builders.a_conversation(hikari), ann)
    with walls.within([hikari.pk], provider_wide=True):
        ann.assignments.update(ends_at=builders.NOW)

    hand_over_of(person_id=ann.pk, client_ids=[hikari.pk], now=builders.NOW)

    between_few.refresh_from_db()
    in_sight.refresh_from_db()
    assert between_few.owner_id == ann.pk
    assert in_sight.owner_id != ann.pk


def test_a_task_is_given_to_nobody_who_takes_no_part(
    direct: Conversation, ann: Person, bea: Person
) -> None:
    with pytest.raises(TakesNoPart):
        _asked(direct, ann, owner=bea)
    task = _asked(direct, ann)
    with pytest.raises(TakesNoPart):
        accept_task(
            task_id=task.pk, person=ann, terms=Terms(due_at=LATER, owner=bea), now=builders.NOW
        )
    with pytest.raises(TakesNoPart):
        reassign_task(task_id=task.pk, owner=bea, person=ann, now=builders.NOW)


def test_a_call_names_nobody_who_takes_no_part(
    direct: Conversation, ann: Person, bea: Person, cora: Person
) -> None:
    typed = CallTyped(
        contact_id=Contact.objects.get(person=cora).pk,
        began_at=builders.NOW - timedelta(minutes=15),
        ended_at=builders.NOW - timedelta(minutes=1),
        actions=[ActionTyped(what="休みの扱いを調べる", due_at=LATER, owner=bea)],
    )

    with pytest.raises(TakesNoPart):
        note_call(conversation_id=direct.pk, person=ann, typed=typed, now=builders.NOW)


def test_the_thread_itself_is_given_to_nobody_who_takes_no_part(
    direct: Conversation, ann: Person, bea: Person, dai: Person
) -> None:
    with pytest.raises(TakesNoPart):
        assign_owner(conversation_id=direct.pk, owner=bea, person=ann, now=builders.NOW)

    given = assign_owner(conversation_id=direct.pk, owner=dai, person=ann, now=builders.NOW)
    assert given.owner_id == dai.pk
