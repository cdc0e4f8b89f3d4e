"""What stands beside a conversation was counted from the rows, up to the moment that it names."""

import random
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.expectations import jobs
from madoguchi.desk.expectations.contents import Contents, Figure
from madoguchi.desk.expectations.figures import Key, listed, stands_of
from madoguchi.desk.expectations.models import KeptFigures
from madoguchi.desk.expectations.queries.measured import measured
from madoguchi.desk.expectations.queries.sheets import beside, count_month
from madoguchi.desk.expectations.queries.standing import Standing, standing
from madoguchi.desk.expectations.rows import BesideRow, Measured
from madoguchi.desk.expectations.windows import month_to_date
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.promises.models import Promise
from tests.desk.expectations.scene import CONTENTS, agreed
from tests.desk.expectations.test_measures import (
    GUARD,
    MEDIAN,
    REPLY,
    RESOLVED,
    RESOLVED_OPEN,
    answered,
    at,
    closed,
    needs_none,
    received,
    reopened,
)

PROMISES = ("promises_kept", None)
KEYS: Sequence[Key] = (REPLY, MEDIAN, RESOLVED, RESOLVED_OPEN, GUARD, PROMISES)
ALL = Contents(
    valid_from=CONTENTS.valid_from,
    review_on=CONTENTS.review_on,
    figures=tuple(
        Figure(label=f"{measure} {within}", measure=measure, within=within, target=Decimal(95))
        for measure, within in KEYS
    ),
)
MINUTE = timedelta(minutes=1)


def stood(client: Client, now: datetime, keys: Sequence[Key] = KEYS) -> Standing:
    with walls.transaction([client.pk]):
        return standing(month_to_date(client.pk, policies.in_force(client.pk), now), keys)


def counted(client: Client, now: datetime) -> dict[Key, Measured]:
    with walls.transaction([client.pk]):
        return measured(month_to_date(client.pk, policies.in_force(client.pk), now), KEYS)


def shown(client: Client, now: datetime) -> BesideRow:
    with walls.transaction([client.pk]):
        row = beside(client.pk, now)
    assert row is not None
    return row


def waiting_counts() -> int:
    return ProcrastinateJob.objects.filter(task_name="expectations.count").count()


def some_history(client: Client, person: Person, chance: random.Random, day: int) -> None:
    """What happens with a few matters from this day on."""
    for _ in range(chance.randint(1, 4)):
        moment = at(day, chance.randint(0, 23), chance.randint(0, 59))
        conversation = received(client, moment)
        if chance.random() < 0.7:
            later = moment + timedelta(minutes=chance.randint(1, 900))
            answered(conversation, person, later)
            if chance.random() < 0.6:
                closed(conversation, person, later + MINUTE)
                if chance.random() < 0.4:
                    reopened(conversation, person, later + timedelta(hours=30))
        elif chance.random() < 0.5:
            needs_none(conversation, person, moment + MINUTE)
        a_promise(client, person, chance, moment)


def a_promise(client: Client, person: Person, chance: random.Random, moment: datetime) -> None:
    state = chance.choice(["open", "kept", "late"])
    due_at = moment + timedelta(hours=chance.randint(1, 60))
    settled_at = {"kept": due_at - MINUTE, "late": due_at + MINUTE}.get(state)
    with walls.transaction([client.pk]):
        Promise.objects.create(
            client=client,
            side="us",
            span="本日中に",
            what="お返事",
            due_at=due_at,
            owner=person,
            given_at=moment,
            given_by=person,
            state=state,
            settled_at=settled_at,
        )


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_the_rows_say_at_its_moment(
    hikari: Client, ann: Person, dai: Person, seed: int
) -> None:
    agreed(hikari, dai, ALL, now=at(1, 10))
    chance = random.Random(seed)

    for day in (2, 4, 9, 17):
        some_history(hikari, ann, chance, day)
        now = at(day + 2, chance.randint(0, 23), chance.randint(0, 59))
        with walls.transaction([hikari.pk]):
            count_month(hikari.pk, now)
        told = counted(hikari, now)

        assert stood(hikari, now) == Standing(told, now)
        assert [row.now for row in shown(hikari, now).figures] == [told[key] for key in KEYS]


def test_what_was_never_counted_is_counted_at_once_and_then_only_read(
    hikari: Client, ann: Person
) -> None:
    answered(received(hikari, at(17, 14)), ann, at(17, 14, 59))
    first = stood(hikari, at(17, 18))

    with CaptureQueriesContext(connection) as queries:
        again = stood(hikari, at(17, 18) + MINUTE / 2)

    assert first.stands[REPLY] == Measured(Decimal(100), 1, 1)
    assert again == first
    # The policy, and what is kept: prepared when the first asked for them.
    assert sum(one["sql"].startswith("execute") for one in queries) == 2
    assert not any("conversations_replyclock" in one["sql"] for one in queries)
    assert waiting_counts() == 0


def test_after_a_minute_what_was_kept_is_shown_and_counted_anew_once(
    hikari: Client, ann: Person, dai: Person
) -> None:
    agreed(hikari, dai, ALL, now=at(1, 10))
    before = shown(hikari, at(17, 14)).until
    answered(received(hikari, at(17, 14)), ann, at(17, 14, 59))

    later = [shown(hikari, at(17, 16))]
    with CaptureQueriesContext(connection) as queries:
        later.append(shown(hikari, at(17, 16)))

    assert [row.until for row in later] == [before, before]
    assert waiting_counts() == 1
    assert not any("FOR UPDATE" in one["sql"] for one in queries)  # known to wait: nothing is held


@pytest.mark.django_db(transaction=True)
def test_the_job_counts_up_to_now(hikari: Client, dai: Person) -> None:
    agreed(hikari, dai, ALL)
    begun = clock.now()

    jobs.count(client_id=hikari.pk)

    with walls.transaction([hikari.pk]):
        kept = KeptFigures.objects.get()
    assert begun <= kept.until <= clock.now()
    assert set(stands_of(kept.figures)) == set(KEYS)


@pytest.mark.django_db(transaction=True)
def test_two_pages_that_find_nothing_kept_count_once(hikari: Client, dai: Person) -> None:
    agreed(hikari, dai, ALL, now=at(1, 10))
    moments = [at(17, 14), at(17, 14) + MINUTE / 3]
    ready = threading.Barrier(2)
    found: list[Standing] = []

    def look(now: datetime) -> None:
        try:
            ready.wait(10)
            found.append(stood(hikari, now))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=look, args=(moment,)) for moment in moments]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)

    assert len(found) == 2
    assert len({one.until for one in found}) == 1


def test_a_new_month_and_a_new_measure_are_counted_at_once(hikari: Client, ann: Person) -> None:
    answered(received(hikari, at(17, 14)), ann, at(17, 14, 59))
    assert stood(hikari, at(17, 18), [REPLY]).stands[REPLY].counted == 1

    assert set(stood(hikari, at(17, 18), KEYS).stands) == set(KEYS)
    of_december = stood(hikari, at(17, 18) + timedelta(days=20))
    assert of_december.stands[REPLY] == Measured(None)
    assert of_december.until == at(17, 18) + timedelta(days=20)


def test_each_client_has_its_own(hikari: Client, tsubame: Client, ann: Person) -> None:
    answered(received(hikari, at(17, 14)), ann, at(17, 14, 59))

    stood(hikari, at(17, 18))

    assert stood(tsubame, at(17, 18)).stands[REPLY] == Measured(None)
    with walls.transaction([tsubame.pk]):
        assert [one.client_id for one in KeptFigures.objects.all()] == [tsubame.pk]


@pytest.mark.django_db(transaction=True)
def test_what_was_looked_at_once_is_counted_again_by_itself(
    hikari: Client, tsubame: Client
) -> None:
    stood(hikari, at(17, 18))

    jobs.count_again(timestamp=0)

    [job] = ProcrastinateJob.objects.filter(task_name="expectations.count")
    assert job.args == {"client_id": hikari.pk}


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["a", "b"]), st.none() | st.integers(0, 9)),
        st.builds(
            Measured,
            st.none() | st.decimals(0, 10**9, allow_nan=False),
            st.integers(0, 10**6),
            st.integers(0, 10**6),
            st.booleans(),
        ),
    )
)
def test_nothing_is_rounded_on_the_way(stands: dict[Key, Measured]) -> None:
    assert stands_of(listed(stands)) == stands
