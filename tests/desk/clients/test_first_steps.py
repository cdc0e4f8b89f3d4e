"""What is left to do for a new client: on its page until all is done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.actions import templates
from madoguchi.desk.clients.actions.templates import Text
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.mail.actions.intake import store_raw
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.mail.letters import a_letter
from tests.desk.mail.mailboxes import a_mailbox

HEADING = "はじめる準備"


@pytest.fixture
def admin(ada: Person) -> Browser:
    return builders.signed_in(ada)


def left(browser: Browser, client: Client) -> list[str]:
    """The pages of what is not done yet."""
    steps = browser.get(reverse("client", args=[client.pk])).context["steps"]
    return [one.url for one in steps if not one.is_done]


def a_template(client: Client, person: Person) -> None:
    with walls.transaction([client.pk]):
        text = Text(title="お礼", body="ありがとうございます。")
        templates.add_template(client_id=client.pk, text=text, person=person, now=clock.now())


def test_a_new_client_says_what_is_left(admin: Browser, hikari: Client) -> None:
    page = admin.get(reverse("client", args=[hikari.pk])).content.decode()

    assert HEADING in page
    assert left(admin, hikari) == ["mailbox-new", "client-assignments", "client-templates"]
    assert reverse("mailbox-new") in page
    assert "月〜金 10:00–19:00" in page  # the hours are there from the beginning


def test_each_step_is_ticked_off_and_in_the_end_the_list_is_gone(
    admin: Browser, hikari: Client, ann: Person
) -> None:
    assert left(admin, hikari) == ["mailbox-new", "client-assignments", "client-templates"]
    page = admin.get(reverse("client", args=[hikari.pk])).content.decode()
    assert "ディレクターがまだいません。" in page

    dai = builders.assigned(builders.a_person("dai"), hikari, role="director")
    assert left(admin, hikari) == ["mailbox-new", "client-templates"]
    a_template(hikari, dai)
    assert left(admin, hikari) == ["mailbox-new"]
    a_mailbox(hikari)

    page = admin.get(reverse("client", args=[hikari.pk])).content.decode()
    assert HEADING not in page


def test_mail_that_is_forwarded_to_us_is_enough(admin: Browser, hikari: Client) -> None:
    with walls.transaction([], provider_wide=True):
        store_raw(
            Arrival(a_letter(), "kinoshita@customer.example", ("support@hikari.example",)),
            now=clock.now(),
        )

    assert "mailbox-new" not in left(admin, hikari)


def test_an_assignment_that_has_ended_is_none(
    admin: Browser, hikari: Client, ann: Person, dai: Person
) -> None:
    with walls.transaction([hikari.pk]):
        Assignment.objects.update(ends_at=clock.now() - timedelta(minutes=1))

    assert "client-assignments" in left(admin, hikari)


def test_a_client_whose_contract_ended_has_nothing_left(admin: Browser, hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        Client.objects.filter(pk=hikari.pk).update(closed_at=clock.now())

    assert left(admin, hikari) == []


def test_a_director_is_not_told_of_what_an_admin_has_to_do(hikari: Client, dai: Person) -> None:
    page = builders.signed_in(dai).get(reverse("client", args=[hikari.pk]))

    assert HEADING not in page.content.decode()


def test_whether_mail_came_is_told_to_nobody_outside(hikari: Client, otto: Person) -> None:

    store_raw(
        Arrival(a_letter(), "kinoshita@customer.example", ("support@hikari.example",)),
        now=clock.now(),
    )
    with walls.transaction([]), connection.cursor() as cursor:
        cursor.execute("select mail_has_come(%s)", [hikari.pk])
        assert cursor.fetchall() == [(False,)]
