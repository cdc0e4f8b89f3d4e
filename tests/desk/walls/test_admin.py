"""Ada, the admin: no conversation without a written reason, and with one for an hour, to read only."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.actions import give_reason
from madoguchi.desk.clients.models import ACCESS_LASTS
from madoguchi.desk.contacts.models import Look
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, toasts, walls
from madoguchi.desk.platform.models import Event
from tests import builders
from tests.desk.walls.addresses import DOORS, LISTS, Answer, Door, asked, sent
from tests.desk.walls.belongings import Belongings, raw_mail, stored
from tests.desk.walls.tables import rows_of

CLOSED_DOORS = [door for door in DOORS if door.role != "ada"]
# Who only reads finds no questionnaire: it is the directors' alone.
FOR_DIRECTORS = ("expectations-draft",)
OPENED_DOORS = [  # by a written reason
    door for door in CLOSED_DOORS if not door.is_own and door.name not in FOR_DIRECTORS
]
# A room has no page of its own when something was said in it: it leads to its newest thread.
LEADING_ON = ("room",)
# One click at a message: a refusal is told where it stands, by a toast.
AT_A_MESSAGE = (
    *("message-task", "room-reaction", "room-pin", "room-no-answer", "room-gathering"),
    "room-participants",
    *("room-number", "room-follow-up"),
)
# What a page leaves behind because it was looked at: who looked, for the client to read, and its
# measures, counted at the first look.
OF_LOOKING = {"contacts_look", "expectations_keptfigures"}
# Posted while somebody reads and types: answered, and for who only looks nothing is kept.
TYPING = ("guard", "silences", "presence", "note-draft", "templates")
VERBS = [
    door
    for door in OPENED_DOORS
    if door.method == "post" and door.name not in [f"conversation-{one}" for one in TYPING]
]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ada_browser(ada: Person) -> Browser:
    return builders.signed_in(ada)


@pytest.fixture
def unrouted(db: None) -> RawMail:
    """A mail to an address that nobody owns."""
    [mail] = stored(raw_mail("nobody@nowhere.example"), "nobody@nowhere.example")
    return mail


@pytest.mark.parametrize("door", CLOSED_DOORS, ids=lambda door: door.name)
def test_without_a_reason_nothing_exists_for_the_admin(
    door: Door, hikaris: Belongings, ada_browser: Browser
) -> None:
    before = _kept(hikaris)

    answer = door.knock(ada_browser, hikaris)

    assert answer.status == 404
    assert not answer.shows_a_secret
    assert _kept(hikaris) == before


@pytest.mark.parametrize("name", LISTS)
def test_without_a_reason_no_list_shows_the_admin_what_was_said(
    name: str, hikaris: Belongings, ada_browser: Browser
) -> None:
    answer = asked(ada_browser, reverse(name) + f"?queue=open&client={hikaris.client.pk}")

    assert answer.status == 200
    assert not answer.shows_a_secret


@pytest.mark.parametrize(
    "door",
    [door for door in OPENED_DOORS if door.method == "get" and door.name not in LEADING_ON],
    ids=lambda door: door.name,
)
def test_with_a_reason_the_admin_reads(
    door: Door, hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    _give_reason(ada, hikaris)

    answer = door.knock(ada_browser, hikaris)

    assert answer.status == 200
    assert answer.shows_a_secret


def test_with_a_reason_the_room_leads_the_admin_to_its_newest_thread(
    hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    _give_reason(ada, hikaris)

    answer = asked(ada_browser, reverse("room", args=[hikaris.client.pk]))

    assert (answer.status, answer.text) == (302, "")
    assert asked(ada_browser, answer.location).shows_a_secret


@pytest.mark.parametrize(
    "door", [door for door in CLOSED_DOORS if door not in OPENED_DOORS], ids=lambda door: door.name
)
def test_with_a_reason_what_is_somebodys_own_or_for_directors_stays_theirs(
    door: Door, hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    _give_reason(ada, hikaris)
    before = _kept(hikaris)

    assert door.knock(ada_browser, hikaris).status == 404
    assert _kept(hikaris) == before


@pytest.mark.parametrize("door", VERBS, ids=lambda door: door.name)
def test_with_a_reason_the_admin_still_does_nothing(
    door: Door, hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    _give_reason(ada, hikaris)
    before = _done(hikaris)

    answer = door.knock(ada_browser, hikaris)

    assert _is_refused(door, answer, ada_browser)
    assert _done(hikaris) == before


def test_that_the_admin_looked_is_noted_for_the_client(
    hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    _give_reason(ada, hikaris)

    asked(ada_browser, reverse("conversation", args=[hikaris.conversation.pk]))

    with walls.transaction([hikaris.client.pk]):
        assert Look.objects.filter(client_id=hikaris.client.pk, person=ada).count() == 1


@pytest.mark.parametrize("name", TYPING)
def test_what_the_admin_types_and_that_they_look_is_not_kept(
    name: str, hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    _give_reason(ada, hikaris)
    before = _kept(hikaris)
    path = reverse(f"conversation-{name}", args=[hikaris.conversation.pk])

    assert sent(ada_browser, path, {"body": "試し書き"}).status in {200, 302}
    assert _kept(hikaris) == before


def test_the_page_tells_the_admin_until_when_and_offers_no_verb(
    hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    until = _give_reason(ada, hikaris)

    page = ada_browser.get(reverse("conversation", args=[hikaris.conversation.pk]))

    assert not page.context["detail"].can_act
    assert page.context["detail"].access_until == until


def test_after_an_hour_the_wall_is_closed_again(
    hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    path = reverse("conversation", args=[hikaris.conversation.pk])

    _give_reason(ada, hikaris, ago=ACCESS_LASTS - MINUTE)
    assert asked(ada_browser, path).status == 200


def test_a_reason_from_an_hour_ago_opens_nothing(
    hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    _give_reason(ada, hikaris, ago=ACCESS_LASTS + MINUTE)

    path = reverse("conversation", args=[hikaris.conversation.pk])
    assert asked(ada_browser, path).status == 404


def test_a_reason_for_one_client_opens_no_other(
    hikaris: Belongings, tsubames: Belongings, ada: Person, ada_browser: Browser
) -> None:
    _give_reason(ada, tsubames)

    path = reverse("conversation", args=[hikaris.conversation.pk])
    assert asked(ada_browser, path).status == 404


def test_who_is_no_admin_any_more_reads_no_more(
    hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    _give_reason(ada, hikaris)
    ada.is_admin = False
    ada.save(update_fields=["is_admin"])

    path = reverse("conversation", args=[hikaris.conversation.pk])
    assert asked(ada_browser, path).status == 404


@pytest.mark.django_db(transaction=True)
def test_through_the_pages_a_written_reason_opens_the_conversations_and_is_logged(
    hikaris: Belongings, ada: Person, ada_browser: Browser
) -> None:
    conversation = reverse("conversation", args=[hikaris.conversation.pk])
    form = reverse("client-access", args=[hikaris.client.pk])

    assert sent(ada_browser, form, {"reason": "  "}).status == 422
    assert asked(ada_browser, conversation).status == 404

    assert sent(ada_browser, form, {"reason": "苦情の確認"}).status == 302
    assert asked(ada_browser, conversation).status == 200
    assert "苦情の確認" in asked(ada_browser, form).text
    with walls.transaction([hikaris.client.pk]):
        logged = Event.objects.filter(kind="AccessReasoned", actor_id=ada.pk).latest("pk")
    assert logged.client_id == hikaris.client.pk


def test_unrouted_mail_is_shown_to_the_admin(unrouted: RawMail, ada_browser: Browser) -> None:
    assert asked(ada_browser, reverse("quarantine")).shows_a_secret
    assert asked(ada_browser, reverse("quarantine-mail", args=[unrouted.pk])).shows_a_secret


def test_unrouted_mail_is_shown_to_nobody_else(
    unrouted: RawMail, ann_browser: Browser, otto_browser: Browser, dai: Person
) -> None:
    for browser in (ann_browser, otto_browser, builders.signed_in(dai)):
        assert not asked(browser, reverse("quarantine")).shows_a_secret
        assert browser.get(reverse("quarantine")).context["shell"].quarantine_count == 0
        assert asked(browser, reverse("quarantine-mail", args=[unrouted.pk])).status == 404


def test_unrouted_mail_is_not_routed_by_an_operator(
    unrouted: RawMail, ann_browser: Browser, hikaris: Belongings
) -> None:
    path = reverse("quarantine-routing", args=[unrouted.pk])

    assert sent(ann_browser, path, {"client": str(hikaris.client.pk)}).status == 404


def test_once_routed_a_mail_is_the_clients_and_no_longer_the_admins(
    unrouted: RawMail, hikaris: Belongings, ada_browser: Browser
) -> None:
    path = reverse("quarantine-routing", args=[unrouted.pk])

    assert sent(ada_browser, path, {"client": str(hikaris.client.pk)}).status == 302

    with walls.transaction([], provider_wide=True):
        assert not RawMail.objects.filter(pk=unrouted.pk).exists()
    with walls.transaction([hikaris.client.pk]):
        assert RawMail.objects.get(pk=unrouted.pk).client_id == hikaris.client.pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", ["", "0", "987654321", "9" * 30])
def test_a_mail_is_not_routed_to_a_client_that_does_not_exist(
    number: str, unrouted: RawMail, ada_browser: Browser
) -> None:
    path = reverse("quarantine-routing", args=[unrouted.pk])

    assert sent(ada_browser, path, {"client": number}).status == 422


def _give_reason(ada: Person, belongings: Belongings, *, ago: timedelta = MINUTE) -> object:
    """Some time ago: in a test all of it is one transaction, and the database's clock stands."""
    access = give_reason(
        client_id=belongings.client.pk, person=ada, reason="確認", now=clock.now() - ago
    )
    return access.ends_at


def _is_refused(door: Door, answer: Answer, browser: Browser) -> bool:
    """With 422; or, at a message, back to its conversation with a toast in place of the message."""
    if door.name not in AT_A_MESSAGE:
        return answer.status == 422
    is_back = answer.location.startswith("/conversations/") and "#" not in answer.location
    return answer.status == 302 and is_back and bool(browser.cookies[toasts.COOKIE].value)


def _done(belongings: Belongings) -> object:
    """All that is kept of a client, but for what looking at a page leaves behind."""
    kept = _kept(belongings)
    return {table: rows for table, rows in kept.items() if table not in OF_LOOKING}


def _kept(belongings: Belongings) -> dict[str, list[Any]]:
    with walls.transaction([belongings.client.pk], provider_wide=True):
        return rows_of(belongings.client)
