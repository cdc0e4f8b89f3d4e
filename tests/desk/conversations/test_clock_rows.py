"""The reply clock's rows: one an instance, each with the policy that it ran under."""

from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import clocks, hours
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.engines.businesstime import parse_calendar
from madoguchi.engines.rulebook import WorkingHours
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
DUE = NOW + timedelta(hours=1)


def outcomes(conversation: Conversation) -> list[tuple[str, datetime]]:
    """How each clock ended and when it was due."""
    rows = conversation.clocks.order_by("position")
    return list(rows.values_list("outcome", "due_at"))


def test_the_levels_are_those_of_the_clients_hours(hikari: Client) -> None:
    clock = builders.a_conversation(hikari).clocks.get()

    assert clock.due_at == DUE
    assert clock.late_at == NOW + timedelta(hours=3)
    # 14:00 and five hours of Tuesday, one of Wednesday
    assert clock.limit_at == NOW.replace(day=18, hour=2)


def test_a_holiday_stands_still(hikari: Client) -> None:
    friday_evening = NOW.replace(day=20, hour=9, minute=30)  # 18:30; Monday the 23rd is a holiday

    conversation = builders.a_conversation(hikari, received_at=friday_evening)

    assert conversation.due_at == NOW.replace(day=24, hour=1, minute=30)


@pytest.mark.parametrize(("after", "met"), [(0, True), (1, False)])
def test_a_clock_is_met_up_to_its_due_time_to_the_second(
    hikari: Client, ann: Person, after: int, met: bool
) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann, after=timedelta(hours=1, seconds=after))

    [clock] = clocks.stored(conversation)

    assert clock.met is met
    assert clock.breached_at(NOW + timedelta(days=1)) == (None if met else DUE)


def test_a_running_clock_is_breached_right_after_its_due_time(hikari: Client) -> None:
    [clock] = clocks.stored(builders.a_conversation(hikari))

    assert clock.breached_at(DUE) is None
    assert clock.breached_at(DUE + timedelta(seconds=1)) == DUE


def test_a_new_policy_leaves_a_running_clock_alone(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari)

    builders.a_policy(hikari, version=2, due_minutes=30)

    assert outcomes(conversation) == [("running", DUE)]


def test_the_next_message_supersedes_the_clock_of_an_older_policy(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari)
    newer = builders.a_policy(hikari, version=2, due_minutes=30)

    builders.received(conversation)

    conversation.refresh_from_db()
    assert outcomes(conversation) == [
        ("superseded", DUE),
        ("running", NOW + timedelta(minutes=30)),
    ]
    assert conversation.due_at == NOW + timedelta(minutes=30)
    assert conversation.clocks.get(position=2).policy == newer


def test_a_conversation_that_opens_later_follows_the_newest_policy(hikari: Client) -> None:
    builders.a_policy(hikari, version=2, due_minutes=30)

    assert builders.a_conversation(hikari).due_at == NOW + timedelta(minutes=30)


def test_the_newest_policy_may_open_round_the_clock(hikari: Client) -> None:
    always = {
        "tz": "Asia/Tokyo",
        "weekly": {day: [["00:00", "24:00"]] for day in "1234567"},
        "holidays": None,
    }
    builders.a_policy(hikari, version=2, calendar=always)
    midnight = NOW.replace(hour=15)

    conversation = builders.a_conversation(hikari, received_at=midnight)

    assert conversation.due_at == midnight + timedelta(hours=1)
    calendar = policies.parsed(policies.current(hikari.pk)).calendar
    assert hours.working_hours(calendar).close == hours.LAST_MINUTE


def test_hours_in_the_rulebooks_terms_are_the_widest_of_the_open_days() -> None:
    calendar = parse_calendar(
        {
            "tz": "Asia/Tokyo",
            "weekly": {"1": [["09:00", "12:00"], ["13:00", "17:30"]], "6": [["10:00", "18:00"]]},
            "holidays": None,
        }
    )

    shown = hours.working_hours(calendar)

    assert shown.days == (1, 6)
    assert shown.on_holidays
    assert (f"{shown.open:%H:%M}", f"{shown.close:%H:%M}") == ("09:00", "18:00")


def test_a_desk_without_open_weekdays_has_no_days() -> None:
    fair = {"2026-12-26": [["10:00", "15:00"]]}
    calendar = parse_calendar({"tz": "Asia/Tokyo", "weekly": {}, "open_extra": fair})

    assert hours.working_hours(calendar) == WorkingHours(days=(), tz="Asia/Tokyo", on_holidays=True)


def test_an_event_that_does_not_move_the_clock_is_told_apart(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    other = conversation.client_id, conversation.pk

    with pytest.raises(ValueError, match="does not move the clock"):
        list(clocks.happenings([builders.an_event(*other, kind="NoteWritten")], {}))
