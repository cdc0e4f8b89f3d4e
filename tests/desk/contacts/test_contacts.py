"""Contacts: who they are, when they are there, and how they come to sign in."""

from datetime import UTC, date, datetime, timedelta

import pytest

from madoguchi.desk.clients.authority import DirectorNeeded
from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.actions.contacts import (
    AddressIsTheirs,
    CannotKeepAbsence,
    CannotKeepContact,
    Ways,
    add_contact,
    change_contact,
    note_absence,
    remove_absence,
)
from madoguchi.desk.contacts.authority import OwnerNeeded
from madoguchi.desk.contacts.hours import calendar_of
from madoguchi.desk.contacts.looking import note_look
from madoguchi.desk.contacts.models import Look
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Side
from madoguchi.engines.businesstime import is_open
from tests import builders
from tests.builders import NOW
from tests.desk.contacts.joining import SAEKI, added, joined, kinds

pytestmark = pytest.mark.django_db


class TestWhoTheyAre:
    def test_a_director_adds_somebody_of_the_client(self, hikari: Client, dai: Person) -> None:
        contact = added(hikari, dai)

        assert (contact.email, contact.department) == ("saeki@hikari.example", "店舗運営")
        assert kinds(hikari)[-1] == "ContactAdded"

    def test_an_operator_adds_nobody(self, hikari: Client, ann: Person) -> None:
        with pytest.raises(DirectorNeeded):
            added(hikari, ann)

    def test_a_member_who_is_no_owner_adds_nobody(self, hikari: Client, cora: Person) -> None:
        miyoshi = builders.a_member("miyoshi", hikari)

        with walls.transaction([hikari.pk], side=Side.CLIENT), pytest.raises(OwnerNeeded):
            add_contact(client_id=hikari.pk, ways=SAEKI, person=miyoshi, now=NOW)

    def test_the_owner_of_another_client_adds_nobody_here(
        self, hikari: Client, mika: Person
    ) -> None:
        with walls.transaction([hikari.pk]), pytest.raises(OwnerNeeded):
            add_contact(client_id=hikari.pk, ways=SAEKI, person=mika, now=NOW)

    @pytest.mark.parametrize(
        "ways", [Ways(name=" "), Ways(name="x" * 81), Ways(name="佐伯", email="no address")]
    )
    def test_what_cannot_be_kept_is_refused(self, ways: Ways, hikari: Client, dai: Person) -> None:
        with pytest.raises(CannotKeepContact):
            added(hikari, dai, ways)

    def test_an_address_is_one_contacts(self, hikari: Client, dai: Person) -> None:
        added(hikari, dai)

        with pytest.raises(CannotKeepContact, match="もういます"):
            added(hikari, dai)

    def test_the_address_of_somebody_invited_stays(self, hikari: Client, dai: Person) -> None:
        contact = added(hikari, dai)
        joined(hikari, contact, dai)

        with walls.transaction([hikari.pk]), pytest.raises(AddressIsTheirs):
            change_contact(
                client_id=hikari.pk,
                contact_id=contact.pk,
                ways=Ways(name="佐伯", email="other@hikari.example"),
                person=dai,
                now=NOW,
            )


class TestWhenTheyAreThere:
    # A Tuesday, 14:00 in Tokyo, as builders.NOW.
    AFTERNOON = NOW
    EVENING = datetime(2026, 11, 17, 11, 0, tzinfo=UTC)

    def test_without_a_week_of_their_own_it_is_the_clients(
        self, hikari: Client, dai: Person
    ) -> None:
        contact = added(hikari, dai)

        with walls.transaction([hikari.pk]):
            calendar = calendar_of(contact)

        assert is_open(self.AFTERNOON, calendar)
        assert not is_open(self.EVENING, calendar)

    def test_a_week_of_their_own_keeps_the_clients_holidays(
        self, hikari: Client, dai: Person
    ) -> None:
        weekly = {day: [["18:00", "22:00"]] for day in "12345"}
        contact = added(hikari, dai, Ways(name="佐伯", weekly=weekly))

        with walls.transaction([hikari.pk]):
            calendar = calendar_of(contact)

        assert not is_open(self.AFTERNOON, calendar)
        assert is_open(self.EVENING, calendar)
        assert not is_open(datetime(2026, 11, 23, 11, 0, tzinfo=UTC), calendar)  # 勤労感謝の日

    def test_who_is_absent_is_not_there(self, hikari: Client, dai: Person) -> None:
        contact = added(hikari, dai)
        given = {"client_id": hikari.pk, "contact_id": contact.pk, "person": dai, "now": NOW}
        days = (date(2026, 11, 17), date(2026, 11, 18))

        with walls.transaction([hikari.pk]):
            absence = note_absence(days=days, note="出張", **given)  # type: ignore[arg-type] # a table of values
            away = calendar_of(contact)
            remove_absence(absence_id=absence.pk, **given)  # type: ignore[arg-type] # the same
            remove_absence(absence_id=absence.pk, **given)  # type: ignore[arg-type] # the same
            back = calendar_of(contact)

        assert not is_open(self.AFTERNOON, away)
        assert is_open(self.AFTERNOON, back)

    @pytest.mark.parametrize("length", [-1, 400])
    def test_an_absence_ends_after_it_begins_and_within_a_year(
        self, length: int, hikari: Client, dai: Person
    ) -> None:
        contact = added(hikari, dai)
        first = date(2026, 11, 17)

        with walls.transaction([hikari.pk]), pytest.raises(CannotKeepAbsence):
            note_absence(
                client_id=hikari.pk,
                contact_id=contact.pk,
                days=(first, first + timedelta(days=length)),
                note="",
                person=dai,
                now=NOW,
            )


class TestLooking:
    def test_a_look_is_a_row_an_hour_and_a_members_is_none(
        self, hikari: Client, ann: Person, cora: Person
    ) -> None:
        with walls.transaction([hikari.pk]):
            for minutes in (0, 1, 2, 61):
                moment = NOW + timedelta(minutes=minutes)
                note_look(client_id=hikari.pk, person=ann, now=moment)
            note_look(client_id=hikari.pk, person=cora, now=NOW)

            assert list(Look.objects.order_by("at").values_list("person_id", "at")) == [
                (ann.pk, NOW),
                (ann.pk, NOW + timedelta(minutes=61)),
            ]

    def test_opening_a_conversation_and_a_customers_card_is_looking(
        self, hikari: Client, ann: Person
    ) -> None:
        conversation = builders.a_conversation(hikari)
        browser = builders.signed_in(ann)

        browser.get(f"/conversations/{conversation.pk}/")

        with walls.transaction([hikari.pk]):
            assert Look.objects.get().person_id == ann.pk
