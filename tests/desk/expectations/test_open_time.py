"""Open time as the database counts it is open time as the engine counts it, whatever the calendar."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection

from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.policies import in_force
from madoguchi.desk.expectations.counting import HOURS, earliest, micros, position
from madoguchi.desk.expectations.windows import Window, open_time
from madoguchi.desk.platform import walls
from madoguchi.engines.businesstime import add, elapsed
from tests import builders

NIGHTS = {"tz": "Asia/Tokyo", "weekly": {day: [["18:00", "27:30"]] for day in "1234567"}}
ROUND_THE_CLOCK = {"tz": "Asia/Tokyo", "weekly": {day: [["00:00", "24:00"]] for day in "1234567"}}
SUMMER_TIME = {
    "tz": "Europe/Berlin",
    "weekly": {day: [["00:30", "03:15"], ["09:00", "17:00"]] for day in "1234567"},
}
PAUSES_AT_NOON = {
    **builders.WEEKDAYS_10_TO_19,
    "weekly": {day: [["10:00", "12:00"], ["13:00", "19:00"]] for day in "123456"},
    "closed": ["2026-10-26"],
}
CALENDARS = [builders.WEEKDAYS_10_TO_19, NIGHTS, ROUND_THE_CLOCK, SUMMER_TIME, PAUSES_AT_NOON]
BEGIN, END = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 10, 31, 12, tzinfo=UTC)
ASKED = f"""with {HOURS}
select t.since, t.until, t.seconds, {position(micros("t.until"))} - ({position(micros("t.since"))}),
  {earliest(f"(({position(micros('t.since'))}) + t.seconds * 1000000)")}
from unnest(%(sinces)s::timestamptz[], %(untils)s::timestamptz[], %(counts)s::bigint[])
  as t(since, until, seconds) cross join hours h"""


@pytest.mark.parametrize("calendar", CALENDARS, ids=["days", "nights", "always", "summer", "noon"])
def test_the_database_counts_open_time_as_the_engine_does(
    db: None, calendar: dict[str, Any]
) -> None:
    client = builders.a_client("anywhere", calendar=calendar)
    pairs = list(_moments(random.Random(5)))

    for since, until, seconds, open_micros, due in _asked(client, pairs):
        with walls.transaction([client.pk]):
            policy = in_force(client.pk)
        assert open_micros == round(elapsed(since, until, policy.calendar) * 1_000_000)
        ahead = add(since, seconds, policy.calendar)
        if due is not None:
            assert due == (ahead - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
        else:
            assert ahead >= END - timedelta(days=1)


def _moments(chance: random.Random) -> list[tuple[datetime, datetime, int]]:
    """Full hours are as likely as any moment: that is where opening and closing meet."""
    found = []
    for _ in range(120):
        since, until = sorted(_moment(chance) for _ in range(2))
        found.append(
            (since, until, chance.choice((60, 3600, 7200, 86400, chance.randrange(1, 99999))))
        )
    return found


def _moment(chance: random.Random) -> datetime:
    span = int((END - BEGIN).total_seconds())
    seconds = chance.randrange(2 * 86400, span)
    return BEGIN + timedelta(seconds=seconds - (seconds % 1800 if chance.random() < 0.5 else 0))


def _asked(client: Client, pairs: list[tuple[datetime, datetime, int]]) -> list[Any]:
    with walls.transaction([client.pk]):
        zone = in_force(client.pk).calendar.zone
        first = datetime.combine(date(2026, 10, 1), time(), zone)
        hours = open_time(Window(client.pk, first, END, END.date()))
        given: dict[str, Any] = {
            **hours.parameters,
            "sinces": [one[0] for one in pairs],
            "untils": [one[1] for one in pairs],
            "counts": [one[2] for one in pairs],
        }
        with connection.cursor() as cursor:
            cursor.execute(ASKED, given)
            return list(cursor.fetchall())
