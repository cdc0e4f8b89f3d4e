"""Changing a client's settings: who may, what changes, what the log keeps."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.actions import addresses, hours, profiles, severities, vocabulary
from madoguchi.desk.clients.actions.profiles import Profile
from madoguchi.desk.clients.authority import AdminNeeded, DirectorNeeded
from madoguchi.desk.clients.hours import PRESETS, Closure, Targets
from madoguchi.desk.clients.models import (
    Address,
    Assignment,
    Client,
    ReplyPolicy,
)
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.refusals import Refusal
from tests import builders

NOW = builders.NOW
WEEK = PRESETS["daily-9-21"][1].weekly
YEAR_END = Closure("年末年始", date(2026, 12, 29), date(2027, 1, 3))
PROFILE = Profile(name="あさひ製菓", sender_name="あさひ製菓 窓口", hue=3, signature="あさひ")


def _changes(kind: str) -> list[tuple[str, str, str]]:
    [event] = Event.objects.filter(kind=kind).order_by("-pk")[:1]
    return [(one["what"], one["before"], one["after"]) for one in event.data["changes"]]


def _new(ada: Person, **changes: Any) -> Client:
    given: dict[str, Any] = {
        "profile": PROFILE,
        "address": "Info@Asahi-Seika.example",
        "desk_hours": PRESETS["round-the-clock"][1],
        "targets": Targets(due=30, late=60, limit=90),
    }
    with walls.transaction([], provider_wide=True):
        return profiles.add_client(**{**given, **changes}, person=ada, now=NOW)


def test_a_new_client_can_receive_mail_at_once(ada: Person) -> None:
    client = _new(ada)

    with walls.transaction([client.pk]):
        assert client.key == "asahi-seika"
        assert list(Address.objects.values_list("address", "is_default")) == [
            ("info@asahi-seika.example", True)
        ]
        policy = policies.current(client.pk)
        assert (policy.version, policy.due_minutes, policy.valid_from) == (1, 30, NOW)
        assert [one.kind for one in Event.objects.order_by("pk")] == ["ClientAdded", "AddressAdded"]
        assert {one.actor_id for one in Event.objects.all()} == {ada.pk}


def test_a_second_client_of_the_same_name_gets_another_key(ada: Person) -> None:
    _new(ada)

    assert _new(ada, address="info@asahi-seika.test.example").key == "asahi-seika-2"


@pytest.mark.parametrize(
    "changes",
    [
        {"profile": Profile(name=" ", sender_name="x", hue=1)},
        {"profile": Profile(name="x" * 81, sender_name="x", hue=1)},
        {"profile": Profile(name="x", sender_name="x", hue=13)},
        {"profile": Profile(name="x", sender_name="x", hue=1, key="あ")},
        {"profile": Profile(name="x", sender_name="x", hue=1, key="hikari")},
        {"address": "nowhere"},
        {"address": "support@hikari.example"},
        {"targets": Targets(due=0, late=60, limit=90)},
        {"targets": Targets(due=60, late=30, limit=90)},
    ],
)
def test_a_client_that_cannot_be_leaves_nothing_behind(
    changes: dict[str, Any], hikari: Client, ada: Person
) -> None:
    with pytest.raises(Refusal):
        _new(ada, **changes)

    with walls.transaction([], provider_wide=True):
        assert list(Client.objects.values_list("key", flat=True)) == ["hikari"]
        assert not Event.objects.exists()


def test_a_changed_profile_is_told_field_by_field(hikari: Client, ada: Person) -> None:
    wanted = Profile(name="ひかり文具", sender_name=hikari.sender_name, hue=5, key="hikari-b")
    with walls.transaction([], provider_wide=True):
        profiles.change_profile(client_id=hikari.pk, profile=wanted, person=ada, now=NOW)

        assert _changes("ClientChanged") == [
            ("name", "ひかり文具店", "ひかり文具"),
            ("hue", "1", "5"),
            ("key", "hikari", "hikari-b"),
            ("signature", "ひかり文具店 お客様窓口", ""),
        ]


def test_the_same_again_is_nothing_new(hikari: Client, ada: Person) -> None:
    same = Profile(
        name=hikari.name,
        sender_name=hikari.sender_name,
        hue=hikari.hue,
        signature=hikari.signature,
    )
    with walls.transaction([], provider_wide=True):
        present = policies.parsed(policies.current(hikari.pk))
        profiles.change_profile(client_id=hikari.pk, profile=same, person=ada, now=NOW)
        hours.change_hours(
            client_id=hikari.pk,
            weekly=PRESETS["weekdays-10-19"][1].weekly,
            holidays=True,
            targets=Targets(),
            person=ada,
            now=NOW,
        )
        severities.set_severity(
            client_id=hikari.pk, rule="concrete-wording", severity=None, person=ada, now=NOW
        )

        assert policies.parsed(policies.current(hikari.pk)) == present
        assert not Event.objects.exists()


def test_changed_hours_are_a_new_version_and_the_old_one_stays(hikari: Client, ada: Person) -> None:
    with walls.transaction([], provider_wide=True):
        hours.change_hours(
            client_id=hikari.pk,
            weekly=(*WEEK[:6], []),
            holidays=False,
            targets=Targets(late=240),
            person=ada,
            now=NOW,
        )

        versions = ReplyPolicy.objects.order_by("version")
        assert [(one.version, one.late_minutes) for one in versions] == [(1, 180), (2, 240)]
        assert versions[1].valid_from == NOW
        assert ("late", "180", "240") in _changes("ReplyPolicyChanged")
        assert ("hours", "土 休み", "土 09:00–21:00") in _changes("ReplyPolicyChanged")
        assert ("holidays", "休み", "営業") in _changes("ReplyPolicyChanged")


def test_a_clock_that_runs_keeps_its_version_and_the_next_message_takes_the_new_one(
    hikari: Client, ann: Person, ada: Person
) -> None:
    running = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk], provider_wide=True):
        hours.change_hours(
            client_id=hikari.pk,
            weekly=WEEK,
            holidays=True,
            targets=Targets(due=10, late=20, limit=30),
            person=ada,
            now=NOW,
        )
        running.refresh_from_db()

    assert running.due_at == NOW + timedelta(minutes=60)
    assert builders.a_conversation(hikari).due_at == NOW + timedelta(minutes=10)


def test_a_desk_that_never_opens_is_refused(hikari: Client, ada: Person) -> None:
    with walls.transaction([], provider_wide=True), pytest.raises(hours.NeverOpen):
        hours.change_hours(
            client_id=hikari.pk,
            weekly=([],) * 7,
            holidays=True,
            targets=Targets(),
            person=ada,
            now=NOW,
        )


def test_a_director_adds_a_closure_and_an_admin_takes_it_away(
    hikari: Client, dai: Person, ada: Person
) -> None:
    with walls.transaction([hikari.pk]):
        policy = hours.add_closure(client_id=hikari.pk, closure=YEAR_END, person=dai, now=NOW)
        assert "2026-12-31" in policy.calendar["closed"]
        assert _changes("ReplyPolicyChanged") == [
            ("closure", "", "年末年始（2026-12-29〜2027-01-03）")
        ]
        with pytest.raises(AdminNeeded):
            hours.remove_closure(client_id=hikari.pk, first=YEAR_END.first, person=dai, now=NOW)

    with walls.transaction([], provider_wide=True):
        policy = hours.remove_closure(
            client_id=hikari.pk, first=YEAR_END.first, person=ada, now=NOW
        )
        assert (policy.version, policy.calendar["closed"], policy.closures) == (3, [], [])
        with pytest.raises(hours.NoSuchDay):
            hours.remove_closure(client_id=hikari.pk, first=YEAR_END.first, person=ada, now=NOW)


def test_two_closures_of_one_day_are_refused(hikari: Client, ada: Person) -> None:
    with walls.transaction([], provider_wide=True):
        hours.add_closure(client_id=hikari.pk, closure=YEAR_END, person=ada, now=NOW)
        with pytest.raises(hours.CannotChangeHours, match="年末年始"):
            hours.add_closure(client_id=hikari.pk, closure=YEAR_END, person=ada, now=NOW)


def test_a_day_gets_hours_of_its_own_and_loses_them_again(hikari: Client, ada: Person) -> None:
    saturday = date(2026, 12, 26)
    put: dict[str, Any] = {"client_id": hikari.pk, "day": saturday, "person": ada, "now": NOW}
    with walls.transaction([], provider_wide=True):
        policy = hours.set_extra_day(**put, ranges=[["10:00", "15:00"]])
        assert policy.calendar["open_extra"] == {"2026-12-26": [["10:00", "15:00"]]}
        policy = hours.set_extra_day(**put, ranges=[])
        assert policy.calendar["open_extra"] == {}
        assert _changes("ReplyPolicyChanged") == [("extra", "2026-12-26 10:00–15:00", "")]


def test_a_closed_client_has_nobody_left_and_can_come_back(
    hikari: Client, ann: Person, dai: Person, ada: Person
) -> None:
    builders.assigned(builders.a_person("eri"), hikari, starts_at=NOW + timedelta(days=3))
    with walls.transaction([], provider_wide=True):
        profiles.close_client(client_id=hikari.pk, person=ada, now=NOW)
        assert {one.ends_at for one in Assignment.objects.all()} == {NOW}
        with pytest.raises(profiles.ClientIsClosed):
            profiles.close_client(client_id=hikari.pk, person=ada, now=NOW)
        profiles.reopen_client(client_id=hikari.pk, person=ada, now=NOW)
        with pytest.raises(profiles.ClientIsOpen):
            profiles.reopen_client(client_id=hikari.pk, person=ada, now=NOW)

    assert builders.a_conversation(hikari).owner is None


ADMINS: dict[str, Callable[..., object]] = {
    "profile": lambda **who: profiles.change_profile(profile=PROFILE, **who),
    "closing": profiles.close_client,
    "hours": lambda **who: hours.change_hours(weekly=WEEK, holidays=True, targets=Targets(), **who),
    "extra": lambda **who: hours.set_extra_day(day=date(2026, 12, 26), ranges=[], **who),
    "address": lambda **who: addresses.add_address(address="x@x.example", **who),
    "rule": lambda **who: severities.set_severity(rule="concrete-wording", severity=None, **who),
}


@pytest.mark.parametrize("act", ADMINS.values(), ids=ADMINS)
def test_what_a_contract_says_is_changed_by_admins_alone(
    act: Callable[..., object], hikari: Client, ann: Person, dai: Person
) -> None:
    for person in (ann, dai):
        with walls.transaction([hikari.pk]), pytest.raises(AdminNeeded):
            act(client_id=hikari.pk, person=person, now=NOW)


def test_an_operator_changes_no_words_and_no_closures(hikari: Client, ann: Person) -> None:
    who: dict[str, Any] = {"client_id": hikari.pk, "person": ann, "now": NOW}
    with walls.transaction([hikari.pk]):
        with pytest.raises(DirectorNeeded):
            vocabulary.add_term(**who, avoided="a", preferred="b")
        with pytest.raises(DirectorNeeded):
            hours.add_closure(**who, closure=YEAR_END)


def test_a_director_of_yesterday_changes_nothing(hikari: Client) -> None:
    eri = builders.assigned(builders.a_person("eri"), hikari, role="director", ends_at=NOW)
    with walls.transaction([hikari.pk]), pytest.raises(DirectorNeeded):
        hours.add_closure(client_id=hikari.pk, closure=YEAR_END, person=eri, now=NOW)
