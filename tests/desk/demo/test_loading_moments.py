"""The demo may be started at any time of the week and of the year, once."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import verification
from madoguchi.desk.demo import loading
from madoguchi.desk.demo.story import STORY
from madoguchi.desk.demo.story.room_komorebi import ROOM
from madoguchi.desk.people.models import Person

SUNDAY_NIGHT = datetime(2026, 11, 22, 3, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
NEW_YEAR = datetime(2027, 1, 1, 0, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.mark.parametrize("now", [SUNDAY_NIGHT, NEW_YEAR], ids=["Sunday night", "New Year"])
def test_it_loads_whole_with_true_clocks(db: None, now: datetime) -> None:
    assert loading.load_once(now=now) is True

    report = verification.verify_all()
    told = len(STORY.conversations) + len(STORY.earlier) + len(ROOM.threads)
    assert (report.compared, report.differences) == (told, ())


def test_a_provider_with_clients_of_its_own_is_left_alone(hikari: Client) -> None:
    assert loading.load_once(now=NEW_YEAR) is False
    assert not Person.objects.exists()
