"""Who was removed comes back by a new invitation; who signs in elsewhere is not told of to the inviter."""

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.actions.members import remove_contact
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.people.actions.adding import CannotAddPerson
from madoguchi.desk.people.actions.invitations import accept
from madoguchi.desk.people.models import Invitation, Letter, Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.contacts.joining import PASSWORD, SAEKI, added, joined, token

pytestmark = pytest.mark.django_db
INVITED = {"name": "三好 拓也", "department": "商品"}


def test_who_was_removed_comes_back_as_the_same_person(hikari: Client, cora: Person) -> None:
    first = joined(hikari, added(hikari, cora), cora)
    with walls.transaction([hikari.pk]):
        left = Contact.objects.get(person=first)
        remove_contact(client_id=hikari.pk, contact_id=left.pk, person=cora, now=builders.NOW)
    first.refresh_from_db()
    assert not first.is_active
    first.set_password("the word of before, long")
    first.save()

    again = joined(hikari, added(hikari, cora, SAEKI), cora)

    assert (again.pk, again.is_active) == (first.pk, True)
    assert again.check_password(PASSWORD)
    assert Person.objects.filter(email=again.email).count() == 1
    assert Invitation.objects.filter(accepted_by=again).count() == 2
    with walls.transaction([hikari.pk]):
        [contact] = Contact.objects.filter(person=again)
        assert (contact.left_at, contact.joined_at) == (None, builders.NOW)
        assert contact.pk != left.pk


def test_who_signs_in_elsewhere_is_invited_like_anybody_and_told_by_mail_alone(
    hikari: Client, cora: Person, mika: Person, otto: Person
) -> None:
    browser = builders.signed_in(cora)
    answers = {}

    for email in (mika.email, otto.email, "nobody@elsewhere.example"):
        answer = browser.post("/portal/people/invitations/", {**INVITED, "email": email})
        answers[email] = (answer.status_code, answer.headers.get("Location"))

    assert set(answers.values()) == {(302, "/portal/people/")}
    page = browser.get("/portal/people/").content.decode()
    assert page.count("招待ずみ") == 3
    words = {letter.body.split("http")[0] for letter in Letter.objects.all()}
    assert len(words) == 1
    for known in (mika, otto):
        link = Letter.objects.get(to=known.email).body.split("/invitations/")[1].split("/")[0]
        chosen = {"name": "X", "password": PASSWORD, "password_again": PASSWORD}
        shown = Browser().post(f"/invitations/{link}/", chosen)
        assert shown.status_code == 422
        assert "別のメールアドレス" in shown.content.decode()
    assert Person.objects.filter(email__in=[mika.email, otto.email]).count() == 2


def test_another_clients_removed_member_does_not_come_back_here(
    hikari: Client, cora: Person, mika: Person
) -> None:
    mika.is_active = False
    mika.save(update_fields=["is_active"])

    builders.signed_in(cora).post("/portal/people/invitations/", {**INVITED, "email": mika.email})

    with pytest.raises(CannotAddPerson):
        accept(token=token(), name="X", password=PASSWORD, now=builders.NOW)
    mika.refresh_from_db()
    assert (mika.is_active, mika.member_of == hikari.pk) == (False, False)
