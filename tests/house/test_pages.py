"""Templates run no SQL, and a page asks the database as often for thirty rows as for three."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.template.base import Template
from django.template.context import Context
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.notes import write_note
from madoguchi.desk.conversations.actions.receiving import receive_message
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queue_names import QUEUES
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.walls.belongings import Belongings, raw_mail, read, stored
from tests.house.addresses import TABLE
from tests.house.answers import POST_ONLY
from tests.house.counting import page_of, queries_of
from tests.house.test_addresses import arguments_of

PAGES = [name for name, (_, answers) in TABLE.items() if answers != POST_ONLY]


@pytest.fixture
def no_sql_in_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on a query while nodes render raises; context processors run before that."""
    render: Callable[[Template, Context], Any] = vars(Template)["_render"]

    def guarded(template: Template, context: Context) -> Any:
        with connection.execute_wrapper(_refuse(template)):
            return render(template, context)

    monkeypatch.setattr(Template, "_render", guarded)


@pytest.mark.usefixtures("no_sql_in_templates")
@pytest.mark.parametrize("name", PAGES)
def test_the_templates_of_a_page_run_no_sql(
    name: str, hikaris: Belongings, cast: dict[str, Person | None]
) -> None:
    thing, answers = TABLE[name]
    path = reverse(name, args=arguments_of(hikaris, thing))

    for person in cast.values():
        browser = Browser() if person is None else builders.signed_in(person)
        assert browser.get(path).status_code in answers


@pytest.mark.usefixtures("no_sql_in_templates")
@pytest.mark.parametrize("queue", sorted(QUEUES))
def test_the_templates_of_a_queue_run_no_sql(queue: str, hikaris: Belongings, ann: Person) -> None:
    page = builders.signed_in(ann).get(reverse("desk"), {"queue": queue})

    assert page.status_code == 200


@pytest.mark.usefixtures("no_sql_in_templates")
def test_a_template_that_runs_sql_is_found_out(hikari: Client) -> None:
    with (
        walls.transaction([hikari.pk]),
        pytest.raises(AssertionError, match="a template runs SQL"),
    ):
        Template("{{ clients.count }}").render(Context({"clients": Client.objects.all()}))


@pytest.mark.parametrize("queue", sorted(QUEUES))
def test_a_queue_costs_the_same_for_three_conversations_as_for_thirty(
    queue: str, hikari: Client, ann: Person
) -> None:
    page = page_of(ann, reverse("desk") + f"?queue={queue}")
    _conversations(hikari, 3)
    few = queries_of(page)
    _conversations(hikari, 27)

    assert queries_of(page) == few


def test_a_conversation_costs_the_same_in_a_list_of_three_as_of_thirty(
    hikari: Client, ann: Person
) -> None:
    [opened, *_] = _conversations(hikari, 3)
    page = page_of(ann, reverse("conversation", args=[opened.pk]))
    few = queries_of(page)
    _conversations(hikari, 27)

    assert queries_of(page) == few


def test_a_conversation_costs_the_same_with_five_messages_as_with_fifty(
    hikari: Client, ann: Person
) -> None:
    [opened] = _conversations(hikari, 1)
    page = page_of(ann, reverse("conversation", args=[opened.pk]))
    _messages(hikari, opened, 5, ann)
    few = queries_of(page)
    _messages(hikari, opened, 45, ann)

    assert queries_of(page) == few


def test_a_conversation_and_a_list_ask_seldom(hikari: Client, ann: Person) -> None:
    [opened] = _conversations(hikari, 1)
    _messages(hikari, opened, 5, ann)

    assert queries_of(page_of(ann, reverse("conversation", args=[opened.pk]))) <= 30
    assert queries_of(page_of(ann, reverse("desk") + "?queue=open")) <= 16


def test_the_quarantine_costs_the_same_for_three_mails_as_for_thirty(
    hikari: Client, ann: Person
) -> None:
    page = page_of(ann, reverse("quarantine"))
    _quarantined(3)
    few = queries_of(page)
    _quarantined(27)

    assert queries_of(page) == few


def test_the_clients_page_costs_the_same_for_three_clients_as_for_thirty(ada: Person) -> None:
    page = page_of(ada, reverse("clients"))
    for number in range(3):
        builders.a_client(f"few-{number}")
    few = queries_of(page)
    for number in range(27):
        builders.a_client(f"many-{number}")

    assert queries_of(page) == few


def _refuse(template: Template) -> Callable[..., Any]:
    def refuse(_execute: object, sql: str, *_rest: object) -> Any:
        raise AssertionError(f"a template runs SQL: {template.name}: {sql[:200]}")

    return refuse


def _conversations(client: Client, number: int) -> list[Conversation]:
    """Unanswered ones, each of another customer."""
    return [
        builders.a_conversation(client, sender_email=f"{client.pk}-{index}-{number}@x.example")
        for index in range(number)
    ]


def _messages(client: Client, conversation: Conversation, number: int, person: Person) -> None:
    """Of the customer, and a last one of ours: the history then has somebody to name."""
    with walls.transaction([client.pk]):
        for minute in range(number):
            incoming = builders.an_incoming(
                client,
                conversation_token=conversation.pk,
                received_at=builders.NOW + timedelta(minutes=minute + number),
            )
            message, _ = receive_message(incoming)
            assert message.conversation_id == conversation.pk
        write_note(conversation_id=conversation.pk, author=person, text="確認中", now=builders.NOW)


def _quarantined(number: int) -> None:
    address = "support@hikari.example"
    raw = raw_mail(address).replace(b"sakura@secret-customer.example", address.encode())
    for _ in range(number):
        [mail] = stored(raw, address)
        assert read(mail) is None
