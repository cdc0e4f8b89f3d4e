"""A search that stops at its bound goes on by itself: in a real browser, without a click."""

from collections.abc import Iterator
from urllib.parse import urlencode

import psycopg
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import SUPPORT, Letter, deliver, unique
from tests.journeys.stack import Stack, wait_until

COPIES = 900  # one question reads 800 entries at most (search/finding.py)
OLD = """
select c.id, c.subject from conversations_conversation c
join clients_address a on a.client_id = c.client_id and a.address = %s
where c.state = 'closed' and c.last_message_at < now() - interval '21 days'
order by c.id limit 1"""
COPY_MESSAGE = """
insert into conversations_message select (jsonb_populate_record(m, jsonb_build_object(
  'id', nextval(pg_get_serial_sequence('conversations_message', 'id')),
  'mail_id', 'copy-' || n, 'draft_key', null))).*
from conversations_message m, generate_series(1, %(copies)s) n where m.id = %(message)s
returning id"""
COPY_ENTRY = """
insert into search_entry select (jsonb_populate_record(e, jsonb_build_object(
  'id', nextval(pg_get_serial_sequence('search_entry', 'id')), 'message_id', one))).*
from search_entry e, unnest(%(ids)s::bigint[]) one where e.message_id = %(message)s"""


@pytest.fixture
def buried(desk: Stack) -> Iterator[tuple[int, str]]:
    """An old closed conversation, and its subject, which 900 newer messages of an open one hold too."""
    [(old, subject)] = desk.rows(OLD, SUPPORT)
    newest = deliver(desk, Letter(subject=unique(subject)))
    indexed = "select message_id from search_entry where conversation_id = %s"
    wait_until(lambda: desk.rows(indexed, newest), seconds=20, explain=desk.written)
    [(message,)] = desk.rows(indexed, newest)
    with psycopg.connect(desk.database.conninfo()) as connection:
        made = connection.execute(COPY_MESSAGE, {"copies": COPIES, "message": message})
        ids = [pk for (pk,) in made.fetchall()]
        connection.execute(COPY_ENTRY, {"ids": ids, "message": message})
    yield int(old), str(subject)
    with psycopg.connect(desk.database.conninfo()) as connection:
        connection.execute("delete from search_entry where message_id = any(%s)", [ids])
        connection.execute("delete from conversations_message where id = any(%s)", [ids])


def test_what_lies_behind_the_bound_of_a_search_comes_without_a_click(
    sign_in: SignIn, buried: tuple[int, str]
) -> None:
    number, subject = buried
    page = sign_in()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    search = f"/search/?{urlencode({'q': subject, 'state': 'closed'})}"
    hit = f"/conversations/{number}/"

    first = page.request.get(search).text()
    page.goto(search)

    assert 'id="rest"' in first
    assert hit not in first
    expect(page.locator(f"#results a[href^='{hit}']").first).to_be_visible()
    expect(page.locator("#rest")).to_have_count(0)
    assert [one for one in asked if "older=" in one]
