"""Whom a text in a room reaches, whether now is good for them, and in what words that is told."""

from datetime import datetime

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafting
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries import guards
from madoguchi.desk.conversations.queries.offers import offer_of
from madoguchi.desk.conversations.recipients import Reach
from madoguchi.desk.guard import gate
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.conversations.talking import (
    REPORT,
    UNTIL_THREE,
    a_thread,
    has_left,
    is_away,
    jst,
    works,
)

NOON = jst("2026-11-20 12:00")  # a Friday
AFTER_THREE = jst("2026-11-20 15:02")
TUESDAY = jst("2026-11-24 09:00")
HIKARI_OPENS = jst("2026-11-24 10:00")


@pytest.fixture
def thread(hikari: Client, ann: Person, cora: Person) -> Conversation:
    """A thread that Cora, who works until three, began on Friday at noon."""
    works(hikari, cora, UNTIL_THREE)
    return a_thread(hikari, cora, at=NOON)


pytestmark = pytest.mark.usefixtures("thread", "in_hikari")


def reached(thread: Conversation, text: str = REPORT, now: datetime = AFTER_THREE) -> Reach | None:
    author = Person.objects.staff().get(email__startswith="ann")
    return drafting.for_guard(thread, text, author=author, now=now).reach


def found(thread: Conversation, ann: Person, now: datetime = AFTER_THREE) -> list[str]:
    judged = guards.findings_of(thread, REPORT, author=ann, now=now)
    return [one.reason for one in guards.guard_row(thread, judged, Trace()).findings]


def test_a_text_that_names_nobody_reaches_who_wrote_last(thread: Conversation) -> None:
    reach = reached(thread)

    assert reach is not None
    assert (reach.name, reach.moment.at) == ("Cora 桜", TUESDAY)


@pytest.mark.parametrize("call", ["Dora さん、", "@Dora ", "Dora 桜様、"])
def test_a_text_reaches_whom_it_names(hikari: Client, thread: Conversation, call: str) -> None:
    builders.a_member("dora", hikari)

    reach = reached(thread, f"{call}{REPORT}")

    assert reach is not None
    assert (reach.name, reach.moment.is_now) == ("Dora 桜", True)


def test_of_several_the_first_who_should_not_be_disturbed_counts(
    hikari: Client, thread: Conversation
) -> None:
    builders.a_member("dora", hikari)

    reach = reached(thread, f"Doraさん、Coraさん、{REPORT}")

    assert reach is not None
    assert (reach.name, reach.moment.at) == ("Cora 桜", TUESDAY)


def test_where_nobody_is_known_the_client_s_hours_count(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    has_left(hikari, cora)

    reach = reached(thread, now=jst("2026-11-20 18:45"))

    assert reach is not None
    assert (reach.name, reach.moment.at) == ("", HIKARI_OPENS)


def test_where_no_good_moment_is_known_nothing_is_held_back(
    hikari: Client, thread: Conversation, cora: Person, ann: Person
) -> None:
    works(hikari, cora, {"weekly": {"1": [["10:00", "10:20"]]}})

    assert reached(thread) is None
    assert found(thread, ann) == []


def test_a_customer_who_wrote_is_answered_at_any_hour(hikari: Client, ann: Person) -> None:
    mail = builders.a_conversation(hikari)

    given = drafting.for_guard(mail, REPORT, author=ann, now=jst("2026-11-21 03:00"))

    assert (given.reach, given.draft.context.timing) == (None, None)
    assert gate.findings_on(given.draft, {}) == ()


def test_the_guard_says_until_when_they_work(thread: Conversation, ann: Person) -> None:
    assert found(thread, ann) == ["Coraさんの勤務は 15:00 までです。急ぎでなければ、次の勤務時間へ"]
    assert found(thread, ann, now=NOON) == []


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ("2026-11-20 08:10", "Coraさんの勤務は 09:00 からです"),
        ("2026-11-20 14:45", "Coraさんの勤務は 15:00 までです"),
        ("2026-11-21 02:00", "今日はCoraさんの休みの日です"),
        ("2026-11-23 11:00", "今日は祝日です（勤労感謝の日）"),
        ("2026-11-25 11:00", "Coraさんは不在です"),
    ],
)
def test_each_wrong_moment_is_told_in_its_own_words(
    hikari: Client, cora: Person, thread: Conversation, now: str, why: str
) -> None:
    is_away(hikari, cora, "2026-11-25", "2026-11-25")

    offer = offer_of(reached(thread, now=jst(now)), jst(now))

    assert offer is not None
    assert offer.why.replace("Cora 桜", "Cora") == why


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ("2026-11-20 08:10", "委託元の営業は 10:00 からです"),
        ("2026-11-20 19:05", "委託元の営業は 19:00 までです"),
        ("2026-11-21 11:00", "今日は委託元の休みの日です"),
    ],
)
def test_the_client_s_hours_are_told_without_a_name(
    hikari: Client, thread: Conversation, cora: Person, now: str, why: str
) -> None:
    has_left(hikari, cora)

    offer = offer_of(reached(thread, now=jst(now)), jst(now))

    assert offer is not None
    assert offer.why == why


def test_a_night_that_began_yesterday_is_told_by_its_closing(
    hikari: Client, cora: Person, thread: Conversation
) -> None:
    works(hikari, cora, {"weekly": {"4": [["22:00", "06:00"]], "5": [["22:00", "23:00"]]}})
    now = jst("2026-11-20 05:45")

    offer = offer_of(reached(thread, now=now), now)

    assert offer is not None
    assert (offer.at, offer.why) == (jst("2026-11-20 22:00"), "Coraさんの勤務は 06:00 までです")
