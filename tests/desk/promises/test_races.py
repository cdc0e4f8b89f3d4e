"""Two at once: a promise is settled by one of them, and the other is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.promises.actions import handing, settling
from madoguchi.desk.promises.models import Promise
from tests import builders
from tests.desk.promises.words import AT_FIVE, LATER, promised
from tests.desk.walls.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = AT_FIVE + timedelta(minutes=1)


@pytest.fixture
def promise(hikari: Client, ann: Person) -> Promise:
    """Ann's, due at five."""
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        return promised(conversation, ann)


def test_of_two_who_keep_it_one_does(
    hikari: Client, promise: Promise, ann: Person, dai: Person
) -> None:
    def keep(person: Person) -> Callable[[], object]:
        return lambda: settling.keep_promise(promise_id=promise.pk, person=person, now=LATER)

    assert at_once(hikari, [keep(ann), keep(dai)]) == ["SettledAlready", "done"]

    with walls.transaction([hikari.pk]):
        assert Event.objects.filter(kind="PromiseKept").count() == 1


def test_it_is_either_broken_or_handed_over_and_never_both(
    hikari: Client, promise: Promise, ann: Person, dai: Person
) -> None:
    ends = at_once(
        hikari,
        [
            lambda: settling.break_promise(promise_id=promise.pk, person=dai, now=AFTER),
            lambda: handing.hand_over_promises(
                promise_ids=[promise.pk], to=dai, person=ann, now=AFTER
            ),
        ],
    )

    assert "done" in ends
    with walls.transaction([hikari.pk]):
        promise.refresh_from_db()
        assert promise.state == "broken"
        handed = Event.objects.filter(kind="PromiseHandedOver").count()
    assert (promise.owner == dai) == (handed == 1)
