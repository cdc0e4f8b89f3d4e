"""The story's clients: their hours as calendars, their targets and how strict they are."""

import json
from datetime import date

import pytest

from madoguchi.desk.demo.story import STORY
from madoguchi.desk.demo.story.clients import CLIENTS, calendar
from madoguchi.desk.demo.story.shapes import Client


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.key)
def test_a_calendar_is_plain_json_of_seven_days_and_three_years(client: Client) -> None:
    written = calendar(client.hours, date(2026, 11, 20))

    assert json.loads(json.dumps(written)) == written
    assert sorted(written["weekly"]) == ["1", "2", "3", "4", "5", "6", "7"]
    for day in [*written["closed"], *written["open_extra"]]:
        assert date.fromisoformat(day).year in (2025, 2026, 2027)
    assert not set(written["closed"]) & set(written["open_extra"])


def test_calendars_know_lunch_night_and_the_round_clock() -> None:
    weekly = {one.key: calendar(one.hours, date(2026, 11, 20))["weekly"] for one in STORY.clients}

    assert weekly["komorebi"]["1"] == [["10:00", "19:00"]]
    assert weekly["komorebi"]["6"] == []
    assert weekly["minato"]["7"] == [["00:00", "24:00"]]
    assert weekly["northpine"]["3"] == [["09:00", "12:00"], ["13:00", "18:00"]]
    assert weekly["haruka"]["6"] == [["10:00", "20:00"], ["22:00", "06:00"]]


def test_one_client_asks_for_faster_answers_and_some_are_stricter() -> None:
    targets = {one.key: (one.targets.due, one.targets.late, one.targets.limit) for one in CLIENTS}
    severities = {one.key: dict(one.severities) for one in CLIENTS if one.severities}

    assert targets.pop("minato") == (30, 120, 240)
    assert set(targets.values()) == {(60, 180, 360)}
    assert severities == {
        "northpine": {"concrete-wording": "block"},
        "haruka": {"client-vocabulary": "stop"},
    }
