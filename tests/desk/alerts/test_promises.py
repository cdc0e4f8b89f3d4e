"""A promise nears its due time or has passed it: the owner is told, then the directors."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from madoguchi.desk.alerts import wording
from madoguchi.desk.alerts.actions.promising import raise_for_promises
from madoguchi.desk.alerts.actions.seeing import see_alert
from madoguchi.desk.alerts.models import About, Alert
from madoguchi.desk.alerts.queries import alert_page
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.actions.handing import hand_over_promises
from madoguchi.desk.promises.actions.settling import keep_promise
from madoguchi.desk.promises.given import Given
from madoguchi.desk.promises.models import Promise
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
AT_FIVE = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)  # 17:00 of a Tuesday in Tokyo
MINUTE = timedelta(minutes=1)


@pytest.fixture
def in_hikari(hikari: Client) -> Iterator[None]:
    """Everything in the test happens inside Hikari's wall."""
    with walls.within([hikari.pk]):
        yield


@pytest.fixture
def promise(hikari: Client, ann: Person) -> Promise:
    """Ann's, due at five."""
    return a_promise(hikari, ann, AT_FIVE)


def a_promise(hikari: Client, owner: Person, due_at: datetime) -> Promise:
    conversation = builders.a_conversation(hikari)
    [promise] = give_promises(
        client_id=hikari.pk,
        conversation_id=conversation.pk,
        given=[Given(what="回答", due_at=due_at)],
        given_at=builders.NOW,
        given_by=owner,
        owner=owner,
    )
    return promise


def told(hikari: Client, at: datetime) -> list[tuple[Person, bool]]:
    return [(one.person, one.is_passed) for one in raise_for_promises(client_id=hikari.pk, now=at)]


def test_the_owner_is_told_an_open_hour_before(
    hikari: Client, promise: Promise, ann: Person, dai: Person
) -> None:
    assert told(hikari, AT_FIVE - 61 * MINUTE) == []
    assert told(hikari, AT_FIVE - 60 * MINUTE) == [(ann, False)]
    assert told(hikari, AT_FIVE - 59 * MINUTE) == []  # once is enough


def test_the_director_is_told_half_an_open_hour_before(
    hikari: Client, promise: Promise, ann: Person, dai: Person
) -> None:
    told(hikari, AT_FIVE - 60 * MINUTE)

    assert told(hikari, AT_FIVE - 30 * MINUTE) == [(dai, False)]


def test_when_it_has_passed_both_are_told(
    hikari: Client, promise: Promise, ann: Person, dai: Person
) -> None:
    assert sorted(told(hikari, AT_FIVE), key=lambda one: one[0].pk) == [(ann, True), (dai, True)]


def test_what_falls_due_in_the_morning_is_told_of_the_evening_before(
    hikari: Client, ann: Person
) -> None:
    a_promise(hikari, ann, datetime(2026, 11, 18, 1, 15, tzinfo=UTC))  # Wednesday, 10:15

    closing = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)  # 19:00
    assert told(hikari, closing - 46 * MINUTE) == []
    assert told(hikari, closing - 45 * MINUTE) == [(ann, False)]


def test_a_kept_promise_is_nobodys_news(hikari: Client, promise: Promise, ann: Person) -> None:
    told(hikari, AT_FIVE - 30 * MINUTE)
    keep_promise(promise_id=promise.pk, person=ann, now=AT_FIVE - 20 * MINUTE)

    assert told(hikari, AT_FIVE) == []
    assert not Alert.objects.filter(about=About.PROMISE, seen_at=None).exists()


def test_who_handed_it_over_need_not_look_and_who_took_it_is_told(
    hikari: Client, promise: Promise, ann: Person, dai: Person
) -> None:
    told(hikari, AT_FIVE - 60 * MINUTE)
    hand_over_promises(promise_ids=[promise.pk], to=dai, person=ann, now=AT_FIVE - 55 * MINUTE)

    assert told(hikari, AT_FIVE - 50 * MINUTE) == [(dai, False)]
    assert not Alert.objects.filter(person=ann, seen_at=None).exists()


@pytest.fixture
def spoken(hikari: Client, ann: Person) -> Promise:
    """Ann's, due at five, given in no conversation."""
    [promise] = give_promises(
        client_id=hikari.pk,
        given=[Given(what="見積の送付", due_at=AT_FIVE)],
        given_at=builders.NOW,
        given_by=ann,
        owner=ann,
    )
    return promise


def test_one_that_was_given_in_no_conversation_is_warned_of_once(
    hikari: Client, spoken: Promise, ann: Person, dai: Person
) -> None:
    assert told(hikari, AT_FIVE - 60 * MINUTE) == [(ann, False)]
    assert told(hikari, AT_FIVE - 30 * MINUTE) == [(dai, False)]
    assert told(hikari, AT_FIVE - 29 * MINUTE) == []
    assert sorted(told(hikari, AT_FIVE), key=lambda one: one[0].pk) == [(ann, True), (dai, True)]


def test_its_alert_names_it(hikari: Client, spoken: Promise, ann: Person) -> None:
    raise_for_promises(client_id=hikari.pk, now=AT_FIVE)
    alert = Alert.objects.get(person=ann)

    assert [one.subject for one in alert_page(ann, before=None).rows] == ["見積の送付"]
    assert wording.of_letter(alert).startswith(hikari.name)
    assert alert.promise == spoken


def test_another_promise_at_the_same_time_keeps_its_alert(
    hikari: Client, spoken: Promise, ann: Person
) -> None:
    [other] = give_promises(
        client_id=hikari.pk,
        given=[Given(what="請求書の送付", due_at=AT_FIVE)],
        given_at=builders.NOW,
        given_by=ann,
        owner=ann,
    )
    told(hikari, AT_FIVE - 60 * MINUTE)
    keep_promise(promise_id=spoken.pk, person=ann, now=AT_FIVE - 20 * MINUTE)

    unseen = Alert.objects.filter(person=ann, seen_at=None)
    assert [one.promise for one in unseen] == [other]


def test_to_open_one_is_not_to_see_the_other(
    hikari: Client, spoken: Promise, ann: Person, promise: Promise
) -> None:
    told(hikari, AT_FIVE - 60 * MINUTE)

    see_alert(alert_id=Alert.objects.get(promise=spoken, person=ann).pk, person=ann, now=AT_FIVE)

    [unseen] = Alert.objects.filter(person=ann, seen_at=None)
    assert unseen.conversation_id == promise.conversation_id


def test_its_page_is_where_the_alert_leads(hikari: Client, ann: Person) -> None:
    now = clock.now()
    with walls.transaction([hikari.pk]):
        [promise] = give_promises(
            client_id=hikari.pk,
            given=[Given(what="見積の送付", due_at=now)],
            given_at=now - timedelta(hours=1),
            given_by=ann,
            owner=ann,
        )
        raise_for_promises(client_id=hikari.pk, now=now)
        alert = Alert.objects.get(person=ann)

    answer = builders.signed_in(ann).get(reverse("alert", args=[alert.pk]))

    assert answer["location"] == reverse("promise", args=[promise.pk])
