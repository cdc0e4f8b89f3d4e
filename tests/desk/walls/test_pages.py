"""Every address as somebody from the other side of the wall: 404, and nothing happens."""

from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.queue_names import QUEUES
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.walls.addresses import (
    DOORS,
    DOORS_OF_MEMBERS,
    LISTS,
    OF_PEOPLE,
    OF_THE_PROVIDER,
    PARTS,
    Door,
    asked,
    sent,
)
from tests.desk.walls.belongings import CUSTOMER, Belongings
from tests.desk.walls.tables import rows_of

every_door = pytest.mark.parametrize("door", DOORS, ids=[door.name for door in DOORS])
DAY = timedelta(days=1)


def test_every_address_that_names_a_thing_is_tried_here() -> None:
    assert {name for name, pattern in _named(get_resolver()) if "<" in pattern} == {
        door.name for door in (*DOORS, *DOORS_OF_MEMBERS)
    } | OF_PEOPLE | OF_THE_PROVIDER


@every_door
def test_whoever_belongs_there_gets_in(
    door: Door, hikaris: Belongings, ann: Person, dai: Person, ada: Person
) -> None:
    person = {"ann": ann, "dai": dai, "ada": ada}[door.role]

    assert door.knock(builders.signed_in(person), hikaris).status in {200, 302, 422}


@every_door
def test_for_otto_it_is_as_if_it_never_was_and_stays_as_it_is(
    door: Door, hikaris: Belongings, otto_browser: Browser
) -> None:
    before = _kept(hikaris)
    absent = door.knock(otto_browser, hikaris, pk=987_654_321)

    hidden = door.knock(otto_browser, hikaris)

    assert hidden.status == absent.status == 404
    assert hidden.text == absent.text
    assert not hidden.shows_a_secret
    assert _kept(hikaris) == before


def test_nobody_signed_in_is_sent_to_the_door(hikaris: Belongings) -> None:
    before = _kept(hikaris)

    answers = {door.name: door.knock(Browser(), hikaris) for door in DOORS}

    for answer in answers.values():
        assert (answer.status, answer.text) == (302, "")
        assert answer.location.startswith(reverse("sign-in"))
    assert _kept(hikaris) == before


@every_door
def test_nobody_outside_gets_in(door: Door, hikaris: Belongings, tsubame: Client) -> None:
    outsiders = [
        builders.assigned(builders.a_person("dora"), tsubame, role="director"),
        _assigned("begins-tomorrow", hikaris.client, starts_at=clock.now() + DAY),
        _assigned("ended-yesterday", hikaris.client, ends_at=clock.now() - DAY),
        builders.a_person("works-for-nobody"),
    ]
    before = _kept(hikaris)

    answers = [door.knock(builders.signed_in(one), hikaris).status for one in outsiders]

    assert answers == [404] * len(outsiders)
    assert _kept(hikaris) == before


def test_an_operator_who_was_switched_off_is_signed_out(hikaris: Belongings, ann: Person) -> None:
    browser = builders.signed_in(ann)
    ann.is_active = False
    ann.save(update_fields=["is_active"])
    before = _kept(hikaris)

    for door in DOORS:
        assert door.knock(browser, hikaris).location.startswith(reverse("sign-in"))
    assert _kept(hikaris) == before


def test_no_part_of_a_conversation_exists_for_otto(
    hikaris: Belongings, otto_browser: Browser
) -> None:
    path = reverse("conversation", args=[hikaris.conversation.pk])

    for part in PARTS:
        answer = asked(otto_browser, path, part=part)
        assert answer.status == 404
        assert not answer.shows_a_secret


@pytest.mark.parametrize("queue", sorted(QUEUES))
def test_no_queue_shows_otto_a_row_of_somebody_else(
    queue: str, hikaris: Belongings, otto_browser: Browser
) -> None:
    foreign = f"?queue={queue}&client={hikaris.client.pk}"

    for query in (f"?queue={queue}", f"?queue={queue}&after=1__1", foreign):
        for part in ("", "list", "queues"):
            answer = asked(otto_browser, reverse("desk") + query, part=part)
            assert answer.status == 200
            assert not answer.shows_a_secret
            assert hikaris.client.name not in answer.text


@pytest.mark.parametrize("name", LISTS)
def test_no_list_shows_otto_anything_of_somebody_else(
    name: str, hikaris: Belongings, otto_browser: Browser
) -> None:
    for query in ("", f"?customer={CUSTOMER}"):
        answer = asked(otto_browser, reverse(name) + query)
        assert answer.status == (404 if name == "clients" else 200)
        assert not answer.shows_a_secret
        assert hikaris.client.name not in answer.text


def test_the_list_shows_ann_what_it_hides_from_otto(
    hikaris: Belongings, ann_browser: Browser
) -> None:
    for name in ("desk", "quarantine", "customers"):
        assert asked(ann_browser, reverse(name)).shows_a_secret


def test_no_number_of_ottos_frame_counts_what_is_not_his(
    hikari: Client, ann: Person, ada: Person, otto_browser: Browser
) -> None:
    before = otto_browser.get(reverse("desk")).context["shell"]
    for subject in ("一", "二", "三"):
        conversation = builders.a_conversation(hikari, subject=subject)
    conversation.owner = None
    with walls.transaction([hikari.pk]):
        conversation.save(update_fields=["owner"])

    after = otto_browser.get(reverse("desk"))

    assert after.context["shell"] == before
    assert after.context["desk"].unassigned_count == 0


def test_the_numbers_of_anns_frame_do_count_it(hikari: Client, ann_browser: Browser) -> None:
    before = ann_browser.get(reverse("desk")).context["shell"].desk_count
    builders.a_conversation(hikari)

    assert ann_browser.get(reverse("desk")).context["shell"].desk_count == before + 1


def test_a_foreign_client_in_the_address_is_no_client(
    hikaris: Belongings, otto_browser: Browser
) -> None:
    foreign = otto_browser.get(reverse("desk"), {"client": hikaris.client.pk}).context["desk"]
    unknown = otto_browser.get(reverse("desk"), {"client": 987_654_321}).context["desk"]

    assert foreign.client is None
    assert foreign.groups[0].rows == unknown.groups[0].rows == ()


def test_the_address_of_a_foreign_client_is_not_offered_to_otto(
    hikaris: Belongings, otto_browser: Browser
) -> None:
    page = otto_browser.get(reverse("customers")).context["page"]

    assert [one.address for one in page.new.clients] == ["support@tsubame.example"]


def test_otto_cannot_write_as_a_customer_to_a_foreign_client(
    hikaris: Belongings, otto_browser: Browser
) -> None:
    before = _kept(hikaris)

    answer = sent(
        otto_browser,
        reverse("customers-new"),
        {"name": "x", "address": "x@x.example", "to": "support@hikari.example", "body": "x"},
    )

    assert answer.status == 422
    assert "宛先を選んでください。" in answer.text
    assert _kept(hikaris) == before


def _assigned(key: str, client: Client, **when: datetime) -> Person:
    person = builders.a_person(key)
    if "starts_at" in when:
        return builders.assigned(person, client, starts_at=when["starts_at"])
    return builders.assigned(person, client, ends_at=when["ends_at"])


def _kept(belongings: Belongings) -> object:
    with walls.transaction([belongings.client.pk], provider_wide=True):
        return rows_of(belongings.client)


def _named(resolver: URLResolver, before: str = "") -> list[tuple[str, str]]:
    found = []
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += _named(one, pattern)
        elif isinstance(one, URLPattern) and one.name:
            found.append((one.name, pattern))
    return found
