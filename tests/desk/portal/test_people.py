"""The portal's page of the client's own people, and what their owner does on it."""

import re
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact, Look
from madoguchi.desk.people.models import Letter, Person
from madoguchi.desk.platform import walls
from madoguchi.desk.portal.queries import sights
from tests import builders

pytestmark = pytest.mark.django_db
PAGE = "/portal/people/"
LOOK = '<p class="item__end meta num">'
INVITED = {"name": "三好 拓也", "email": "miyoshi@hikari.example", "department": "商品"}


def test_an_owner_invites_by_mail(cora: Person, hikari: Client) -> None:
    browser = builders.signed_in(cora)

    answer = browser.post(f"{PAGE}invitations/", INVITED)

    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert Letter.objects.get().to == "miyoshi@hikari.example"
    page = browser.get(PAGE).content.decode()
    assert "三好 拓也" in page
    assert "招待ずみ" in page


def test_what_is_refused_keeps_what_was_typed(cora: Person) -> None:
    browser = builders.signed_in(cora)

    answer = browser.post(f"{PAGE}invitations/", {**INVITED, "email": cora.email})

    assert answer.status_code == 422
    assert "三好 拓也" in answer.content.decode()
    assert Letter.objects.count() == 0


def test_who_is_no_owner_sees_the_people_and_changes_nobody(cora: Person, hikari: Client) -> None:
    browser = builders.signed_in(builders.a_member("miyoshi", hikari))

    page = browser.get(PAGE).content.decode()
    answer = browser.post(f"{PAGE}invitations/", INVITED)

    assert cora.name in page
    assert "/portal/people/invitations/" not in page
    assert answer.status_code == 422


def test_an_owner_removes_one_of_theirs(cora: Person, hikari: Client) -> None:
    miyoshi = builders.a_member("miyoshi", hikari)
    with walls.transaction([hikari.pk]):
        contact = Contact.objects.get(person=miyoshi)

    builders.signed_in(cora).post(f"{PAGE}{contact.pk}/removal/")

    miyoshi.refresh_from_db()
    assert not miyoshi.is_active


def test_an_owner_does_nothing_to_another_clients_people(
    cora: Person, mika: Person, tsubame: Client
) -> None:
    with walls.transaction([tsubame.pk]):
        contact = Contact.objects.get(person=mika)

    answer = builders.signed_in(cora).post(f"{PAGE}{contact.pk}/removal/")

    mika.refresh_from_db()
    assert (answer.status_code, mika.is_active) == (422, True)


def test_the_page_of_access_tells_who_can_see_and_who_looked(
    cora: Person, ann: Person, ada: Person, otto: Person, hikari: Client
) -> None:
    conversation = builders.a_conversation(hikari)
    builders.signed_in(ann).get(f"/conversations/{conversation.pk}/")
    builders.with_a_reason(ada, hikari, now=builders.NOW)

    page = builders.signed_in(cora).get("/portal/access/").content.decode()

    assert ann.name in page
    assert "問い合わせの調査" in page
    assert otto.name not in page


def test_the_log_of_looks_goes_on_where_a_page_of_it_ended(
    cora: Person, ann: Person, hikari: Client
) -> None:
    hours = [builders.NOW - timedelta(hours=number) for number in range(sights.PAGE + 1)]
    with walls.transaction([hikari.pk]):
        Look.objects.bulk_create(
            Look(client=hikari, person=ann, hour=hour, at=hour) for hour in hours
        )
    browser = builders.signed_in(cora)

    first = browser.get("/portal/access/").content.decode()
    [older] = re.findall(r'href="[?]before=([^"#]+)#looks-title"', first)
    second = browser.get(f"/portal/access/?before={older}").content.decode()

    assert first.count(LOOK) == sights.PAGE
    assert second.count(LOOK) == 1
    assert "before=" not in second
