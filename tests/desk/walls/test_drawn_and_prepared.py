"""What is kept between people for speed, drawn parts and planned statements, carries nothing over the wall."""

import re

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils.safestring import SafeString

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import answering, clock_columns, clock_log, surroundings
from madoguchi.desk.conversations.events import MessageReceived
from madoguchi.desk.conversations.queries import choices, histories, threads
from madoguchi.desk.mail import composing
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.templatetags.desk import part
from madoguchi.desk.search import saying
from tests import builders
from tests.desk.walls.belongings import Belongings

STATEMENTS = (
    threads.THREAD,
    histories.LOGGED,
    choices.TAGS,
    clock_columns.STORED,
    clock_log.LOG,
    composing.LEAVING,
    surroundings.AROUND,
    saying.SAID,
)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_planned_for_one_scope_asks_for_the_next_ones_own(
    statement: str, hikaris: Belongings, tsubame: Client
) -> None:
    asked = {
        "of": hikaris.conversation.pk,
        "client": hikaris.client.pk,
        "clients": [hikaris.client.pk],
        "message": hikaris.question.pk,
        "messages": [hikaris.question.pk],
        "kinds": [MessageReceived.__name__],
        "until": clock_log.NEWEST,
        "person": hikaris.question.pk,
        "waits": None,
        "counts": True,
        "now": builders.NOW,
    }

    for scope, is_in_sight in (
        ([hikaris.client.pk], True),
        ([tsubame.pk], False),
        ([], False),
        ([hikaris.client.pk], True),
    ):
        with walls.transaction(scope):
            assert bool(prepared.rows_of(statement, asked)) is is_in_sight


def test_what_is_known_before_an_answer_is_nothing_on_the_other_side(
    hikaris: Belongings, tsubame: Client, otto: Person
) -> None:
    key = hikaris.reply.draft_key
    assert key is not None

    with walls.transaction([tsubame.pk]):
        known = answering.known_of(hikaris.conversation, author=otto, draft_key=key)

    assert not any(known)


def test_without_a_scope_of_this_transaction_no_planned_statement_shows_a_row(
    hikaris: Belongings,
) -> None:
    asked = {"of": hikaris.conversation.pk}
    with walls.transaction([hikaris.client.pk]):
        assert prepared.rows_of(threads.THREAD, asked)

    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.client_ids', '', true)")
    assert prepared.rows_of(threads.THREAD, asked) == []


def test_two_people_see_the_same_lines_and_each_has_a_token_of_their_own(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    path = reverse("conversation", args=[conversation.pk]) + "?queue=open"

    pages = [builders.signed_in(one).get(path).content.decode() for one in (ann, dai)]

    tokens = [set(TOKEN.findall(page)) for page in pages]
    assert all(tokens)
    assert not tokens[0] & tokens[1]
    assert all(f'data-row="{conversation.pk}"' in page for page in pages)


def test_a_line_that_was_drawn_for_ann_is_not_on_ottos_page(
    hikaris: Belongings, tsubame: Client, ann_browser: Browser, otto_browser: Browser
) -> None:
    """Otto's client has the name of Ann's: the lines differ by their numbers alone."""
    with walls.transaction([tsubame.pk]):
        Client.objects.filter(pk=tsubame.pk).update(name=hikaris.client.name)
    own = builders.a_conversation(tsubame, subject=hikaris.conversation.subject)

    drawn = ann_browser.get(reverse("desk")).content.decode()
    page = otto_browser.get(reverse("desk")).content.decode()

    assert f'data-row="{hikaris.conversation.pk}"' in drawn
    assert f'data-row="{own.pk}"' in page
    assert f'data-row="{hikaris.conversation.pk}"' not in page
    assert f"/conversations/{hikaris.conversation.pk}/" not in page


def test_a_part_escapes_a_word_also_after_it_was_drawn_with_the_same_one_as_markup() -> None:
    template, written = "conversations/parts/ball.html", "<b>彼</b>"

    part(template, side=SafeString(written))

    assert "<b>" not in part(template, side=written)
