"""How contacts come to sign in, who looks after them, and how they leave."""

import pytest
from django.db import transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.actions.contacts import Ways
from madoguchi.desk.contacts.actions.members import (
    LastOwner,
    MemberAlready,
    NoAddress,
    NoMember,
    add_and_invite,
    invite_member,
    name_owner,
    remove_contact,
)
from madoguchi.desk.contacts.authority import ContactGone
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.people.actions.invitations import accept
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Side
from tests import builders
from tests.builders import NOW
from tests.desk.contacts.joining import PASSWORD, SAEKI, added, joined, kinds, token

pytestmark = pytest.mark.django_db


class TestSigningIn:
    def test_who_was_invited_joins_as_a_member_and_the_first_is_the_owner(
        self, hikari: Client, dai: Person
    ) -> None:
        contact = added(hikari, dai)

        person = joined(hikari, contact, dai)

        assert (person.is_member, person.member_of, person.is_admin) == (True, hikari.pk, False)
        with walls.transaction([hikari.pk]):
            kept = Contact.objects.get(pk=contact.pk)
        assert (kept.person_id, kept.is_owner) == (person.pk, True)
        assert kinds(hikari)[-2:] == ["MemberInvited", "MemberJoined"]

    def test_an_owner_invites_their_own_people(self, hikari: Client, cora: Person) -> None:
        with walls.transaction([hikari.pk], side=Side.CLIENT):
            add_and_invite(client_id=hikari.pk, ways=SAEKI, person=cora, now=NOW)

        person = accept(token=token(), name="佐伯 香織", password=PASSWORD, now=NOW)

        with walls.transaction([hikari.pk]):
            assert not Contact.objects.get(person=person).is_owner

    def test_who_cannot_be_written_to_is_not_added_either(
        self, hikari: Client, cora: Person
    ) -> None:
        with (
            walls.transaction([hikari.pk], side=Side.CLIENT),
            pytest.raises(NoAddress),
            transaction.atomic(),
        ):
            add_and_invite(client_id=hikari.pk, ways=Ways(name="佐伯"), person=cora, now=NOW)

        with walls.transaction([hikari.pk]):
            assert not Contact.objects.filter(name="佐伯").exists()

    def test_an_invitation_is_sent_again_and_nobody_joins_twice(
        self, hikari: Client, dai: Person
    ) -> None:
        contact = added(hikari, dai)
        given = {"client_id": hikari.pk, "contact_id": contact.pk, "person": dai, "now": NOW}
        with walls.transaction([hikari.pk]):
            invite_member(**given)  # type: ignore[arg-type] # a table of values
            invite_member(**given)  # type: ignore[arg-type] # the same
        accept(token=token(), name="佐伯 香織", password=PASSWORD, now=NOW)

        with walls.transaction([hikari.pk]), pytest.raises(MemberAlready):
            invite_member(**given)  # type: ignore[arg-type] # the same

    def test_nobody_is_written_to_without_an_address(self, hikari: Client, dai: Person) -> None:
        contact = added(hikari, dai, Ways(name="佐伯"))

        with walls.transaction([hikari.pk]), pytest.raises(NoAddress):
            invite_member(client_id=hikari.pk, contact_id=contact.pk, person=dai, now=NOW)

    def test_who_left_is_signed_out_and_stays_known_by_what_they_wrote(
        self, hikari: Client, dai: Person
    ) -> None:
        contact = added(hikari, dai)
        person = joined(hikari, contact, dai)
        browser = builders.signed_in(person)
        assert browser.get("/portal/").status_code == 200

        with walls.transaction([hikari.pk]):
            remove_contact(client_id=hikari.pk, contact_id=contact.pk, person=dai, now=NOW)

        assert browser.get("/portal/").headers["Location"].startswith("/sign-in/")
        with walls.transaction([hikari.pk]):
            assert Contact.objects.get(pk=contact.pk).left_at == NOW

    def test_who_left_before_joining_is_not_awaited_any_more(
        self, hikari: Client, dai: Person
    ) -> None:
        contact = added(hikari, dai)
        given = {"client_id": hikari.pk, "contact_id": contact.pk, "person": dai, "now": NOW}
        with walls.transaction([hikari.pk]):
            invite_member(**given)  # type: ignore[arg-type] # a table of values
            remove_contact(**given)  # type: ignore[arg-type] # the same
            with pytest.raises(ContactGone):
                remove_contact(**given)  # type: ignore[arg-type] # the same

        assert builders.signed_in(dai).get(f"/invitations/{token()}/").status_code == 404


class TestOwners:
    def test_the_last_owner_removes_neither_themselves_nor_their_right(
        self, hikari: Client, cora: Person
    ) -> None:
        with walls.transaction([hikari.pk], side=Side.CLIENT):
            own = Contact.objects.get(person=cora)
            given = {"client_id": hikari.pk, "contact_id": own.pk, "person": cora, "now": NOW}
            with pytest.raises(LastOwner):
                name_owner(is_owner=False, **given)  # type: ignore[arg-type] # a table of values
            with pytest.raises(LastOwner):
                remove_contact(**given)  # type: ignore[arg-type] # the same

    def test_an_owner_names_another_and_steps_back(self, hikari: Client, cora: Person) -> None:
        builders.a_member("miyoshi", hikari)
        with walls.transaction([hikari.pk], side=Side.CLIENT):
            own = Contact.objects.get(person=cora)
            other = Contact.objects.exclude(pk=own.pk).get()
            for contact, is_owner in ((other, True), (other, True), (own, False)):
                name_owner(
                    client_id=hikari.pk,
                    contact_id=contact.pk,
                    is_owner=is_owner,
                    person=cora,
                    now=NOW,
                )

            assert list(Contact.objects.filter(is_owner=True)) == [other]
        assert kinds(hikari)[-2:] == ["OwnerNamed", "OwnerNoLonger"]

    def test_who_does_not_sign_in_looks_after_nobody(self, hikari: Client, dai: Person) -> None:
        contact = added(hikari, dai)

        with walls.transaction([hikari.pk]), pytest.raises(NoMember):
            name_owner(
                client_id=hikari.pk, contact_id=contact.pk, is_owner=True, person=dai, now=NOW
            )
