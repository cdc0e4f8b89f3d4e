"""A shift ends: what is owed before the next one is handed over by name, once, and who gets it is told."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from madoguchi.desk.alerts import wording
from madoguchi.desk.alerts.actions.relieving import relieve
from madoguchi.desk.alerts.models import About, Alert, AlertChoice
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.actions.handing import hand_over_promises
from madoguchi.desk.promises.actions.settling import keep_promise
from madoguchi.desk.promises.events import PromiseHandedOver
from madoguchi.desk.promises.given import Given
from madoguchi.desk.promises.models import Promise
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
SIX = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)  # 18:00 of a Tuesday in Tokyo
NINE = datetime(2026, 11, 18, 0, 0, tzinfo=UTC)  # 9:00 of the next morning
MINUTE = timedelta(minutes=1)


@pytest.fixture
def in_hikari(hikari: Client) -> Iterator[None]:
    """As the desk itself looks at one client."""
    with walls.within([hikari.pk], person_id=0):
        yield


@pytest.fixture(autouse=True)
def anns_shift(ann: Person) -> AlertChoice:
    """Nine to six, on working days."""
    return shift(ann)


def shift(person: Person, begins: int = 9, ends: int = 18, days: str = "12345") -> AlertChoice:
    return AlertChoice.objects.create(
        person=person, days=days, begins=time(begins), ends=time(ends)
    )


def a_promise(
    hikari: Client,
    owner: Person,
    due_at: datetime,
    given_at: datetime = builders.NOW,
    conversation: Conversation | None = None,
) -> Promise:
    [promise] = give_promises(
        client_id=hikari.pk,
        conversation_id=None if conversation is None else conversation.pk,
        given=[Given(what="回答", due_at=due_at)],
        given_at=given_at,
        given_by=owner,
        owner=owner,
    )
    return promise


def owner_of(promise: Promise) -> Person | None:
    return Promise.objects.get(pk=promise.pk).owner


def warned(about: About) -> list[tuple[Person, Promise | None]]:
    return [(one.person, one.promise) for one in Alert.objects.filter(about=about).order_by("pk")]


def test_who_goes_soon_is_warned_once_of_what_falls_due_before_they_are_back(
    hikari: Client, ann: Person, dai: Person
) -> None:
    tonight = a_promise(hikari, ann, SIX + 60 * MINUTE)
    a_promise(hikari, ann, NINE)  # by then she is back

    relieve(client_id=hikari.pk, now=SIX - 31 * MINUTE)
    assert warned(About.ENDING) == []

    relieve(client_id=hikari.pk, now=SIX - 30 * MINUTE)
    relieve(client_id=hikari.pk, now=SIX - 29 * MINUTE)
    assert warned(About.ENDING) == [(ann, tonight)]
    assert owner_of(tonight) == ann


def test_at_the_end_a_director_at_work_takes_it_and_is_told_from_whom(
    hikari: Client, ann: Person, dai: Person
) -> None:
    tonight = a_promise(hikari, ann, SIX + 60 * MINUTE)
    tomorrow = a_promise(hikari, ann, NINE)

    relieve(client_id=hikari.pk, now=SIX - MINUTE)
    assert owner_of(tonight) == ann
    relieve(client_id=hikari.pk, now=SIX)

    assert owner_of(tonight) == dai
    assert owner_of(tomorrow) == ann
    assert warned(About.HANDED) == [(dai, tonight)]
    [told] = Alert.objects.filter(about=About.HANDED)
    assert ann.name in wording.of(told)
    [event] = Event.objects.filter(kind=PromiseHandedOver.__name__)
    assert (event.data["owner_before_id"], event.data["owner_id"]) == (ann.pk, dai.pk)


def test_what_was_not_kept_in_time_is_handed_over_too(
    hikari: Client, ann: Person, dai: Person
) -> None:
    overdue = a_promise(hikari, ann, SIX - 60 * MINUTE)

    relieve(client_id=hikari.pk, now=SIX)

    assert owner_of(overdue) == dai


def test_what_is_kept_stays_with_who_kept_it(hikari: Client, ann: Person, dai: Person) -> None:
    kept = a_promise(hikari, ann, SIX + 60 * MINUTE)
    keep_promise(promise_id=kept.pk, person=ann, now=SIX - 10 * MINUTE)

    relieve(client_id=hikari.pk, now=SIX)

    assert owner_of(kept) == ann


def test_where_no_director_works_a_colleague_at_work_takes_it(
    hikari: Client, ann: Person, dai: Person
) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)
    shift(dai)
    tonight = a_promise(hikari, ann, SIX + 60 * MINUTE)

    relieve(client_id=hikari.pk, now=SIX)

    assert owner_of(tonight) == bea


def test_where_nobody_works_a_director_takes_it_and_stays_with_it(
    hikari: Client, ann: Person, dai: Person
) -> None:
    shift(dai)
    tonight = a_promise(hikari, ann, SIX + 60 * MINUTE)

    relieve(client_id=hikari.pk, now=SIX)
    relieve(client_id=hikari.pk, now=SIX + MINUTE)

    assert owner_of(tonight) == dai
    assert Event.objects.filter(kind=PromiseHandedOver.__name__).count() == 1


def test_who_works_on_keeps_what_they_promise_then(
    hikari: Client, ann: Person, dai: Person
) -> None:
    late = a_promise(hikari, ann, SIX + 60 * MINUTE, given_at=SIX + 10 * MINUTE)

    relieve(client_id=hikari.pk, now=SIX + 11 * MINUTE)

    assert owner_of(late) == ann


def test_what_is_given_back_to_them_is_not_taken_again(
    hikari: Client, ann: Person, dai: Person
) -> None:
    tonight = a_promise(hikari, ann, SIX + 60 * MINUTE)
    relieve(client_id=hikari.pk, now=SIX)
    with walls.within([hikari.pk], person_id=dai.pk):
        hand_over_promises(promise_ids=[tonight.pk], to=ann, person=dai, now=SIX + 5 * MINUTE)

    relieve(client_id=hikari.pk, now=SIX + 6 * MINUTE)

    assert owner_of(tonight) == ann
    assert (ann, tonight) in warned(About.HANDED)


def test_who_never_named_a_shift_is_relieved_of_nothing(
    hikari: Client, ann: Person, dai: Person
) -> None:
    AlertChoice.objects.all().delete()
    tonight = a_promise(hikari, ann, SIX + 60 * MINUTE)

    relieve(client_id=hikari.pk, now=SIX)

    assert owner_of(tonight) == ann


def test_a_promise_of_a_conversation_leads_there_and_beside_its_warning_at_the_same_time(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    a_promise(hikari, ann, SIX, conversation=conversation)
    by_hand = a_promise(hikari, ann, SIX)

    relieve(client_id=hikari.pk, now=SIX - 5 * MINUTE)

    led = Alert.objects.filter(about=About.ENDING)
    assert {(one.conversation_id, one.promise_id) for one in led} == {
        (conversation.pk, None),
        (None, by_hand.pk),
    }


def test_nothing_of_another_client_is_moved(
    hikari: Client, tsubame: Client, ann: Person, dai: Person
) -> None:
    with walls.within([tsubame.pk], person_id=0):
        elsewhere = a_promise(tsubame, ann, SIX + 60 * MINUTE)

    relieve(client_id=hikari.pk, now=SIX)

    with walls.within([tsubame.pk], person_id=0):
        assert owner_of(elsewhere) == ann


def test_who_takes_it_themselves_needs_no_news(hikari: Client, ann: Person, dai: Person) -> None:
    tonight = a_promise(hikari, ann, SIX + 60 * MINUTE)

    with walls.within([hikari.pk], person_id=dai.pk):
        hand_over_promises(promise_ids=[tonight.pk], to=dai, person=dai, now=SIX)

    assert warned(About.HANDED) == []
