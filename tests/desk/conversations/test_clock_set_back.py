"""The machine's clock was set back: waits do not go negative, and stored clocks stay what events say."""

from datetime import datetime, timedelta

from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import clocks, presence, verification
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries.faces import clock_row, newest_clock
from madoguchi.desk.conversations.queries.presences import present_in
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.conversations.listing import listed
from tests.desk.conversations.steps import STEPS, Step
from tests.desk.conversations.test_verification import walk

NOW = builders.NOW
BACK = timedelta(minutes=30)
# Minutes from step to step of a clock that is also set back, once by half a day.
LEAPS = st.one_of(st.integers(-90, 90), st.integers(-720, 1200))
WALKS = st.lists(st.tuples(st.sampled_from(STEPS), LEAPS), max_size=14)


def test_an_answer_before_its_question_took_no_time(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    builders.replied(conversation, ann, after=-BACK)

    with walls.within([hikari.pk]):
        [clock] = clocks.stored(conversation)
    assert (clock.since, clock.stopped_at, clock.met) == (NOW, NOW, True)
    assert verification.verify_all() == verification.Report(compared=1, differences=())


def test_a_message_from_before_our_answer_waits_for_another(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)

    builders.received(conversation, received_at=NOW - BACK)

    with walls.within([hikari.pk]):
        conversation.refresh_from_db()
        running = clocks.stored(conversation)[-1]
    assert (conversation.state, conversation.ball) == ("open", "us")
    assert (running.since, running.stopped_at) == (NOW - BACK, None)
    assert verification.verify_all().differences == ()


def test_the_list_shows_what_comes_from_the_future_and_puts_the_longest_wait_first(
    hikari: Client, ann: Person
) -> None:
    first = builders.a_conversation(hikari)
    after_the_leap = builders.a_conversation(hikari, received_at=NOW - BACK)

    assert listed(ann, "open", now=NOW - BACK) == [after_the_leap.pk, first.pk]


def test_a_wait_that_is_still_to_come_has_all_of_its_time(
    hikari: Client, ann_browser: Browser
) -> None:
    ahead = builders.a_conversation(hikari, received_at=clock.now() + timedelta(hours=20))

    with walls.within([hikari.pk]):
        shown = clock_row(ahead, newest_clock(ahead), now=ahead.opened_at - BACK)
    assert (shown.spent_minutes, shown.words, shown.ring) == (0, "残り 1:00", 100)
    assert (shown.track_now, shown.track_label[:6]) == ("0.0%", "受信から0分")
    for path in (reverse("desk") + "?queue=open", reverse("conversation", args=[ahead.pk])):
        answer = ann_browser.get(path)
        assert answer.status_code == 200
        assert "残り -" not in answer.content.decode()


def test_nobody_is_there_from_a_time_that_is_still_to_come(
    hikari: Client, ann: Person, dai: Person
) -> None:
    opened = builders.a_conversation(hikari)

    with walls.transaction([hikari.pk]):
        presence.arrive(conversation=opened, person=dai, is_writing=False, now=NOW)
        assert [one.seconds_left for one in present_in(opened, besides=ann, now=NOW)] == [45]
        assert present_in(opened, besides=ann, now=NOW - BACK) == ()


@given(steps=WALKS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_clock_ends_before_it_began_after_any_walk(
    hikari: Client, ann: Person, steps: list[tuple[Step, int]]
) -> None:
    with transaction.atomic():
        conversation = builders.a_conversation(hikari)
        walk(conversation, ann, steps)
        report = verification.verify_all()
        kept = _spans(hikari)
        transaction.set_rollback(True)

    assert report.differences == ()
    assert all(stopped is None or stopped >= since for since, stopped in kept)


def _spans(client: Client) -> list[tuple[datetime, datetime | None]]:
    with walls.within([client.pk]):
        found = Conversation.objects.all()
        return [(one.since, one.stopped_at) for each in found for one in clocks.stored(each)]
