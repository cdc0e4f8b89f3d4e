"""The admin's list of clients, and a client's hours in words."""

from typing import Any

import pytest
from django.urls import reverse

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client, ReplyPolicy
from madoguchi.desk.clients.queries import hours_of_week
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.engines.businesstime import parse_calendar
from tests import builders


def test_the_admin_sees_every_client_with_addresses_hours_and_people(
    hikari: Client, tsubame: Client, ann: Person, dai: Person, ada: Person
) -> None:
    page = builders.signed_in(ada).get(reverse("clients"))

    rows = {row.client.name: row for row in page.context["clients"]}
    assert set(rows) == {hikari.name, tsubame.name}
    assert rows[hikari.name].addresses == ("support@hikari.example",)
    assert rows[hikari.name].hours == "月〜金 10:00–19:00"
    assert rows[hikari.name].people == (dai.name, ann.name)
    assert rows[tsubame.name].people == ()


def test_people_whose_assignment_is_not_now_are_not_listed(hikari: Client, ada: Person) -> None:
    builders.assigned(builders.a_person("eri"), hikari, ends_at=builders.LONG_AGO.replace(day=2))

    [row] = builders.signed_in(ada).get(reverse("clients")).context["clients"]

    assert row.people == ()


@pytest.mark.parametrize(
    ("weekly", "holidays", "words"),
    [
        ({day: [["10:00", "19:00"]] for day in "12345"}, "JP", "月〜金 10:00–19:00"),
        ({day: [["00:00", "24:00"]] for day in "1234567"}, None, "24時間"),
        ({day: [["00:00", "24:00"]] for day in "1234567"}, "JP", "24時間（祝日を除く）"),
        ({"3": [["09:00", "12:00"], ["13:00", "17:30"]]}, None, "水 09:00–12:00・13:00–17:30"),
        (
            {"1": [["10:00", "19:00"]], "6": [["10:00", "15:00"]]},
            None,
            "月 10:00–19:00、土 10:00–15:00",
        ),
    ],
)
def test_the_hours_of_a_week_in_words(
    weekly: dict[str, Any], holidays: str | None, words: str
) -> None:
    calendar = parse_calendar(
        {
            "tz": "Asia/Tokyo",
            "weekly": weekly,
            "holidays": holidays,
            "closed": [],
            "open_extra": {},
        }
    )

    assert hours_of_week(calendar) == words


def test_the_newest_version_of_a_policy_is_in_force(hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        newer = ReplyPolicy.objects.create(
            client=hikari,
            version=2,
            calendar=builders.WEEKDAYS_10_TO_19,
            due_minutes=30,
            valid_from=builders.NOW,
        )

        assert policies.current(hikari.pk) == newer
        assert policies.parsed(newer).version == newer.pk
        assert policies.parsed(newer).targets.due_minutes == 30


def test_a_client_without_a_policy_is_a_loud_mistake(db: None) -> None:
    with pytest.raises(ReplyPolicy.DoesNotExist):
        policies.current(987_654_321)
