"""Addresses that name a person, a session or an invitation: nobody's but the admins' or one's own."""

import pytest
from django.urls import reverse

from madoguchi.desk.people.actions.invitations import invite
from madoguchi.desk.people.models import Invitation, Person, Session
from madoguchi.desk.platform import clock
from tests import builders

OF_A_PERSON = ("person-admin", "person-activity", "person-sessions", "person-second-factor")
OF_AN_INVITATION = ("invitation-mail", "invitation-withdrawal")


@pytest.fixture
def invited(ada: Person) -> Invitation:
    return invite(
        email="guest@provider.example", name="", is_admin=True, invited_by=ada, now=clock.now()
    )


@pytest.mark.parametrize("who", ["ann", "otto", "dai"])
@pytest.mark.parametrize("name", OF_A_PERSON)
@pytest.mark.parametrize("on", ["0", "1"])
def test_nobody_but_an_admin_changes_a_person(
    name: str, on: str, who: str, ann: Person, otto: Person, dai: Person, ada: Person
) -> None:
    """Neither somebody else nor oneself."""
    people = {"ann": ann, "otto": otto, "dai": dai}
    browser = builders.signed_in(people[who])
    before = _standing()

    for aimed in (*people.values(), ada):
        path = reverse(name, args=[aimed.pk])
        assert browser.post(path, {"on": on, "reason": "紛失"}).status_code == 404

    assert _standing() == before


@pytest.mark.parametrize("name", OF_AN_INVITATION)
def test_nobody_but_an_admin_sends_or_withdraws_an_invitation(
    name: str, invited: Invitation, otto: Person, dai: Person
) -> None:
    before = Invitation.objects.values().get()

    for person in (otto, dai):
        browser = builders.signed_in(person)
        assert browser.post(reverse(name, args=[invited.pk])).status_code == 404

    assert Invitation.objects.values().get() == before


def test_the_session_of_somebody_else_is_not_ended(ann: Person, otto: Person) -> None:
    """To whoever asks it is as if there were no such session."""
    builders.signed_in(ann)
    session = Session.objects.get(person=ann)
    browser = builders.signed_in(otto)

    foreign = browser.post(reverse("account-session-end", args=[session.number]))

    assert foreign.status_code in {302, 404}
    assert Session.objects.filter(pk=session.pk).exists()
    assert Session.objects.filter(person=otto).exists()


def test_the_sessions_of_somebody_else_are_not_shown(ann: Person, otto: Person) -> None:
    builders.signed_in(ann)
    session = Session.objects.get(person=ann)

    page = builders.signed_in(otto).get(reverse("account-sessions")).content.decode()

    assert str(session.number) not in page


def _standing() -> list[object]:
    people = Person.objects.order_by("pk").values_list("pk", "is_admin", "is_active")
    return [*people, *Session.objects.order_by("pk").values_list("pk", flat=True)]


@pytest.mark.parametrize("whom", ["ann", "cora"])
def test_a_number_in_the_address_of_the_ledger_names_nobody_out_of_sight(
    whom: str, ann: Person, cora: Person, otto: Person
) -> None:
    person = {"ann": ann, "cora": cora}[whom]

    page = builders.signed_in(otto).get(reverse("promises"), {"owner": str(person.pk)})

    assert page.status_code == 200
    assert person.name not in page.content.decode()


@pytest.mark.parametrize("name", OF_A_PERSON)
def test_no_admins_verb_reaches_a_clients_own_people(name: str, ada: Person, cora: Person) -> None:
    before = Person.objects.values().get(pk=cora.pk)

    answer = builders.signed_in(ada).post(
        reverse(name, args=[cora.pk]), {"on": "1", "reason": "紛失"}
    )

    assert answer.status_code == 404
    assert Person.objects.values().get(pk=cora.pk) == before
