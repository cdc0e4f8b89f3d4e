"""Kept, broken, released, mended, handed over: who may, when, and what is kept of it."""

from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients.actions.assignments import end_assignment
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.people.actions.standing import deactivate
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.promises.actions import deciding, giving, handing, mending, settling
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.promises.queries.histories import history_of
from madoguchi.desk.promises.queries.rates import kept_rate
from tests import builders
from tests.desk.promises.words import AT_FIVE, LATER, NOW, promised

pytestmark = pytest.mark.usefixtures("in_hikari")
AFTER = AT_FIVE + timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def promise(hikari: Client, ann: Person) -> Promise:
    """Ann's, due at five."""
    return promised(builders.a_conversation(hikari), ann)


def test_a_promise_is_kept_once(promise: Promise, ann: Person) -> None:
    settling.keep_promise(promise_id=promise.pk, person=ann, now=AT_FIVE)

    with pytest.raises(deciding.SettledAlready):
        settling.keep_promise(promise_id=promise.pk, person=ann, now=AT_FIVE)

    assert Event.objects.filter(kind="PromiseKept").count() == 1


def test_a_promise_is_not_broken_before_its_time(promise: Promise, ann: Person) -> None:
    with pytest.raises(settling.NotDueYet):
        settling.break_promise(promise_id=promise.pk, person=ann, now=LATER)

    settling.break_promise(promise_id=promise.pk, person=ann, now=AFTER)

    promise.refresh_from_db()
    assert (promise.state, promise.settled_by) == ("broken", ann)


def test_a_release_has_a_reason(promise: Promise, ann: Person) -> None:
    with pytest.raises(settling.ReasonMissing):
        settling.release_promise(promise_id=promise.pk, reason=" ", person=ann, now=LATER)

    settling.release_promise(
        promise_id=promise.pk, reason="お客様が取り消されました", person=ann, now=LATER
    )

    promise.refresh_from_db()
    assert (promise.state, promise.release_reason) == ("released", "お客様が取り消されました")


def test_a_mended_due_time_is_kept_with_its_reason(promise: Promise, ann: Person) -> None:
    later = AT_FIVE + timedelta(hours=2)

    mending.mend_promise(
        promise_id=promise.pk,
        mending=mending.Mending(what=promise.what, due_at=later, reason="倉庫の返事待ち"),
        person=ann,
        now=LATER,
    )

    promise.refresh_from_db()
    told = Event.objects.get(kind="PromiseMended").data
    assert promise.due_at == later
    assert (told["due_before"], told["reason"]) == (AT_FIVE.isoformat(), "倉庫の返事待ち")


def mended(promise: Promise, person: Person, due_at: datetime, now: datetime) -> Promise:
    """Due then, for a reason."""
    wanted = mending.Mending(what=promise.what, due_at=due_at, reason="倉庫の返事待ち")
    return mending.mend_promise(promise_id=promise.pk, mending=wanted, person=person, now=now)


def test_each_mended_due_time_is_counted_and_another_wording_is_not(
    promise: Promise, ann: Person
) -> None:
    mended(promise, ann, AT_FIVE + HOUR, LATER)
    mended(promise, ann, AT_FIVE + 2 * HOUR, LATER)
    words = mending.Mending(what="可否", due_at=AT_FIVE + 2 * HOUR, reason="短く")
    mending.mend_promise(promise_id=promise.pk, mending=words, person=ann, now=LATER)

    promise.refresh_from_db()
    assert (promise.mended, promise.what, promise.state) == (2, "可否", "open")


def test_what_is_mended_after_its_time_was_broken_and_cannot_be_kept(
    hikari: Client, promise: Promise, ann: Person
) -> None:
    late = AT_FIVE + timedelta(seconds=1)

    other = mended(promise, ann, AT_FIVE + HOUR, late)
    settling.keep_promise(promise_id=other.pk, person=ann, now=late + timedelta(minutes=5))

    promise.refresh_from_db()
    other.refresh_from_db()
    assert (promise.state, promise.due_at, promise.settled_at) == ("broken", AT_FIVE, late)
    assert (other.state, other.mended, other.message_id) == ("kept", 1, promise.message_id)
    assert history_of(promise)[0].words == "期限を過ぎてから、別の期限の約束に替えました"
    assert history_of(promise)[0].reason == "倉庫の返事待ち"
    rate = kept_rate([hikari.pk], NOW, NOW + timedelta(days=1), now=late + HOUR)
    assert (rate.kept, rate.broken, rate.mended, rate.percent) == (1, 1, 1, 50)
    with pytest.raises(deciding.SettledAlready):
        settling.keep_promise(promise_id=promise.pk, person=ann, now=late)


def test_who_mended_it_and_from_when_to_when_is_its_history(promise: Promise, ann: Person) -> None:
    mended(promise, ann, AT_FIVE + HOUR, LATER)

    newest = history_of(promise)[0]
    assert newest.words == "期限を 11月17日 17:00 から 11月17日 18:00 に直しました"
    assert (newest.who, newest.reason) == (ann.name, "倉庫の返事待ち")


@pytest.mark.parametrize("days", [-2, 500])
def test_a_due_time_that_is_not_ahead_is_refused(promise: Promise, ann: Person, days: int) -> None:
    wrong = mending.Mending(
        what=promise.what, due_at=AT_FIVE + timedelta(days=days), reason="間違い"
    )

    with pytest.raises(giving.BadDue):
        mending.mend_promise(promise_id=promise.pk, mending=wrong, person=ann, now=LATER)


def test_a_colleague_who_does_not_direct_changes_nobodys_promise(
    promise: Promise, hikari: Client
) -> None:
    eri = builders.assigned(builders.a_person("eri"), hikari)

    with pytest.raises(deciding.NotYourPromise):
        settling.release_promise(promise_id=promise.pk, reason="不要", person=eri, now=LATER)

    settling.keep_promise(promise_id=promise.pk, person=eri, now=LATER)  # who is there, does it


def test_a_director_changes_it(promise: Promise, dai: Person) -> None:
    settling.release_promise(promise_id=promise.pk, reason="不要", person=dai, now=LATER)

    promise.refresh_from_db()
    assert promise.settled_by == dai


def test_an_admin_who_only_looks_settles_nothing(promise: Promise, ada: Person) -> None:
    with pytest.raises(deciding.NotAssigned):
        settling.keep_promise(promise_id=promise.pk, person=ada, now=LATER)


def test_promises_go_to_a_colleague_by_name(promise: Promise, ann: Person, dai: Person) -> None:
    handing.hand_over_promises(promise_ids=[promise.pk], to=dai, person=ann, now=LATER)

    promise.refresh_from_db()
    told = Event.objects.get(kind="PromiseHandedOver").data
    assert promise.owner == dai
    assert (told["owner_before_id"], told["owner_id"]) == (ann.pk, dai.pk)


def test_nobody_from_elsewhere_takes_a_promise_over(
    promise: Promise, ann: Person, otto: Person
) -> None:
    with pytest.raises(handing.CannotTakeOver):
        handing.hand_over_promises(promise_ids=[promise.pk], to=otto, person=ann, now=LATER)

    promise.refresh_from_db()
    assert promise.owner == ann


def test_when_an_assignment_ends_the_director_owes_it(
    promise: Promise, hikari: Client, ann: Person, dai: Person, ada: Person
) -> None:
    assignment = Assignment.objects.get(person=ann)

    with walls.within([], provider_wide=True):
        end_assignment(
            client_id=hikari.pk, assignment_id=assignment.pk, ends_at=LATER, person=ada, now=LATER
        )

    promise.refresh_from_db()
    assert promise.owner == dai


def test_an_assignment_that_ends_later_hands_over_then(
    promise: Promise, hikari: Client, ann: Person, dai: Person, ada: Person
) -> None:
    assignment = Assignment.objects.get(person=ann)
    with walls.within([], provider_wide=True):
        end_assignment(
            client_id=hikari.pk,
            assignment_id=assignment.pk,
            ends_at=LATER + timedelta(days=1),
            person=ada,
            now=LATER,
        )
    promise.refresh_from_db()
    assert promise.owner == ann

    handing.hand_over_of(person_id=ann.pk, client_ids=[hikari.pk], now=LATER + timedelta(days=1))

    promise.refresh_from_db()
    assert promise.owner == dai


def test_who_still_works_for_the_client_keeps_what_they_owe(
    promise: Promise, hikari: Client, ann: Person, dai: Person
) -> None:
    handing.hand_over_of(person_id=ann.pk, client_ids=[hikari.pk], now=LATER)

    promise.refresh_from_db()
    assert promise.owner == ann


def test_who_leaves_leaves_no_promise_behind(
    promise: Promise, ann: Person, dai: Person, ada: Person
) -> None:
    with walls.within([], provider_wide=True):
        deactivate(person_id=ann.pk, actor=ada, now=LATER)

    promise.refresh_from_db()
    assert promise.owner == dai
