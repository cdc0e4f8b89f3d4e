"""When a client's people can be written to: their own week, their absences, the client's days off."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.policies import in_force
from madoguchi.desk.contacts.models import Contact, ContactAbsence
from madoguchi.desk.contacts.moments import next_good_moment, people_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.engines.rightmoment import Moment, Wrong
from tests import builders

FRIDAY = datetime.fromisoformat("2026-11-20T15:02:00+09:00")
TUESDAY = datetime.fromisoformat("2026-11-24T09:00:00+09:00")
UNTIL_THREE = {"weekly": {day: [["09:00", "15:00"]] for day in "12345"}}


@pytest.fixture
def miyoshi(hikari: Client) -> Contact:
    """Somebody of Hikari who works until three."""
    with walls.transaction([hikari.pk]):
        return Contact.objects.create(
            client=hikari, name="三好 拓也", calendar=UNTIL_THREE, added_at=builders.LONG_AGO
        )


def asked(whom: Contact | Client, now: datetime, client: Client) -> Moment | None:
    with walls.transaction([client.pk]):
        return next_good_moment(whom, now)


def away(contact: Contact, first: date, last: date) -> None:
    with walls.transaction([contact.client_id]):
        ContactAbsence.objects.create(
            client_id=contact.client_id, contact=contact, first=first, last=last
        )


def test_a_contact_is_reached_in_their_own_week_and_the_client_in_its_own(
    hikari: Client, miyoshi: Contact
) -> None:
    assert asked(miyoshi, FRIDAY, hikari) == Moment(TUESDAY, Wrong.OUTSIDE_HOURS)
    assert asked(hikari, FRIDAY, hikari) == Moment(FRIDAY)


def test_the_client_s_days_off_are_theirs_and_its_extra_days_are_not(hikari: Client) -> None:
    calendar = {
        **builders.WEEKDAYS_10_TO_19,
        "closed": ["2026-11-24"],
        "open_extra": {"2026-11-21": [["10:00", "19:00"]]},
    }
    client = builders.a_client("extra", calendar=calendar)
    with walls.transaction([client.pk]):
        contact = Contact(client=client, name="三好", calendar=UNTIL_THREE, added_at=FRIDAY)
        contact.save()

    found = asked(contact, FRIDAY, client)

    assert found == Moment(TUESDAY + timedelta(days=1), Wrong.OUTSIDE_HOURS)


def test_without_a_week_of_their_own_they_have_the_client_s(
    hikari: Client, miyoshi: Contact
) -> None:
    without: tuple[dict[str, Any] | None, ...] = (None, {"weekly": {}}, {})

    for calendar in without:
        miyoshi.calendar = calendar
        assert asked(miyoshi, FRIDAY, hikari) == Moment(FRIDAY)


def test_an_absence_lasts_through_its_last_day(hikari: Client, miyoshi: Contact) -> None:
    away(miyoshi, date(2026, 11, 20), date(2026, 11, 25))

    assert asked(miyoshi, FRIDAY, hikari) == Moment(TUESDAY + timedelta(days=2), Wrong.ABSENT)


def test_of_all_people_of_a_client_those_who_left_are_none(
    hikari: Client, miyoshi: Contact
) -> None:
    cora = builders.a_member("cora", hikari)
    away(miyoshi, date(2026, 11, 24), date(2026, 11, 24))
    away(miyoshi, date(2020, 1, 1), date(2020, 1, 2))
    with walls.transaction([hikari.pk]):
        Contact.objects.create(client=hikari, name="去った 人", added_at=FRIDAY, left_at=FRIDAY)
        found = people_of(hikari.pk, in_force(hikari.pk).calendar, FRIDAY.astimezone(UTC))

    assert [(one.name, one.person_id) for one in found] == [
        ("三好 拓也", None),
        (cora.name, cora.pk),
    ]
    assert len(found[0].recipient.absences) == 1
    assert found[1].recipient.absences == ()


def test_nobody_of_another_client_is_among_them(
    hikari: Client, miyoshi: Contact, tsubame: Client, otto: Person
) -> None:
    with walls.transaction([tsubame.pk]):
        calendar = in_force(tsubame.pk).calendar
        assert people_of(hikari.pk, calendar, FRIDAY) == ()
        assert people_of(tsubame.pk, calendar, FRIDAY) == ()
