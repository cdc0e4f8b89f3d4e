"""Joining by invitation."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.people.actions import invitations
from madoguchi.desk.people.actions.invitations import CannotInvite, InvitationOver
from madoguchi.desk.people.models import Invitation, Letter, Person
from madoguchi.desk.platform import clock
from tests import builders
from tests.builders import NOW
from tests.desk.people.entering import is_in, link_to

NEW = "nao@provider.example"
PASSWORD = "a-long-and-quiet-river"
JOINING = {"name": "中野 なお", "password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture
def ada_browser(ada: Person) -> Browser:
    """Ada's signed-in browser."""
    return builders.signed_in(ada)


def invited(browser: Browser, email: str = NEW, **fields: str) -> int:
    form = {"email": email, "name": "", **fields}
    return browser.post("/settings/people/invitations/", form).status_code


def test_the_invited_join_with_name_and_password_and_sign_in(ada_browser: Browser) -> None:
    assert invited(ada_browser) == 302

    answer = Browser().post(link_to(NEW), JOINING)

    person = Person.objects.get(email=NEW)
    assert (answer.status_code, person.name, person.is_admin) == (302, "中野 なお", False)
    browser = Browser()
    browser.post("/sign-in/", {"email": NEW, "password": PASSWORD})
    assert is_in(browser)


def test_an_invited_admin_joins_as_such(ada_browser: Browser) -> None:
    invited(ada_browser, is_admin="1")

    Browser().post(link_to(NEW), JOINING)

    assert Person.objects.get(email=NEW).is_admin


def test_the_link_works_once(ada_browser: Browser) -> None:
    invited(ada_browser)
    link = link_to(NEW)
    Browser().post(link, JOINING)

    assert Browser().get(link).status_code == 404
    assert Browser().post(link, JOINING).status_code == 404
    assert Person.objects.filter(email=NEW).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "\0"},
        {"password": "short", "password_again": "short"},
        {"password_again": "another-long-river"},
    ],
)
def test_a_form_that_is_refused_keeps_the_name(ada_browser: Browser, wrong: dict[str, str]) -> None:
    invited(ada_browser)

    answer = Browser().post(link_to(NEW), JOINING | wrong)

    assert answer.status_code == 422
    assert PASSWORD not in answer.content.decode()
    assert not Person.objects.filter(email=NEW).exists()


def test_sent_again_the_new_link_works_and_the_old_one_does_not(ada_browser: Browser) -> None:
    invited(ada_browser)
    old = link_to(NEW)

    ada_browser.post(f"/settings/people/invitations/{Invitation.objects.get().pk}/mail/")

    assert Browser().get(old).status_code == 404
    assert Browser().get(link_to(NEW)).status_code == 200


def test_withdrawn_it_opens_nothing_and_one_can_be_asked_anew(ada_browser: Browser) -> None:
    invited(ada_browser)
    path = f"/settings/people/invitations/{Invitation.objects.get().pk}/withdrawal/"

    ada_browser.post(path)

    assert Browser().get(link_to(NEW)).status_code == 404
    assert ada_browser.post(path).status_code == 422
    assert invited(ada_browser) == 302


@pytest.mark.parametrize("lost", ["is_admin", "is_active"])
def test_an_invitation_has_no_more_rights_than_who_sent_it(
    ada: Person, ada_browser: Browser, lost: str
) -> None:
    invited(ada_browser, is_admin="1")
    link = link_to(NEW)
    Person.objects.filter(pk=ada.pk).update(**{lost: False})

    assert Browser().get(link).status_code == 404
    assert Browser().post(link, JOINING).status_code == 404
    assert not Person.objects.filter(email=NEW).exists()

    other = builders.a_person("bo", is_admin=True)
    sent = Invitation.objects.get(email=NEW)
    invitations.send_again(invitation_id=sent.pk, sender=other, now=clock.now())

    assert Browser().get(link_to(NEW)).status_code == 200


def test_after_a_week_it_is_over(ada: Person) -> None:
    invitations.invite(email=NEW, name="", is_admin=False, invited_by=ada, now=NOW)
    token = link_to(NEW).split("/")[-2]

    invitations.invitation_of(token, now=NOW + timedelta(days=6))
    with pytest.raises(InvitationOver):
        invitations.invitation_of(token, now=NOW + timedelta(days=8))


@pytest.mark.parametrize("email", ["", "nao", "ann@provider.example", "ANN@provider.example"])
def test_nobody_is_invited_twice_or_without_an_address(
    ada: Person, ann: Person, email: str
) -> None:
    with pytest.raises(CannotInvite):
        invitations.invite(email=email, name="", is_admin=False, invited_by=ada, now=NOW)


def test_an_open_invitation_is_not_sent_beside_another(ada_browser: Browser) -> None:
    invited(ada_browser)

    assert invited(ada_browser) == 422
    assert Letter.objects.count() == 1


def test_invitations_have_a_limit(ada_browser: Browser) -> None:
    answers = [invited(ada_browser, f"n{number}@provider.example") for number in range(61)]

    assert (set(answers[:60]), answers[60]) == ({302}, 422)


@pytest.mark.parametrize("token", ["x", "1:2:3", "WzEsMV0:made:up"])
def test_a_made_up_link_opens_nothing(db: None, token: str) -> None:
    assert Browser().get(f"/invitations/{token}/").status_code == 404
