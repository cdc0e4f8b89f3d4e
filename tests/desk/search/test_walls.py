"""Otto finds nothing of Hikari: not by page, count, suggestion, card, parameter or plain SQL."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client as Browser

from madoguchi import database
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.tagging import tag_conversation
from madoguchi.desk.conversations.models import Conversation, Customer, Tag
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.search.searching import said

SECRET = "秘密の桜"
TAG, OTHER_TAG = "極秘扱い", "夜間対応"
WORDS = "%s::tsquery, %s::tsquery, 10, 1, 60000, 'infinity', 0, null, null"
ADDRESS = "sakura@secret.example"
QUESTION = """
select message_id from search_entries(
  %s::tsquery, %s::tsquery, 1000, 1000, 60000, 'infinity', 9223372036854775807, %s::bigint[],
  null, null, null, null)
where message_id is not null
"""


@pytest.fixture
def secret(hikari: Client, ann: Person) -> Conversation:
    """What is behind the wall; Otto's client has the same customer's address."""
    return said(hikari, SECRET, subject=SECRET, sender_name="桜田 秘", sender_email=ADDRESS)


@pytest.mark.parametrize(
    "asked", [SECRET, "秘密", "桜田", ADDRESS, "sakura", "secret.example", "桜"]
)
@pytest.mark.parametrize("part", ["", "palette-results", "results", "rest"])
def test_no_word_finds_anything(
    secret: Conversation, otto_browser: Browser, asked: str, part: str
) -> None:
    headers = {"HX-Request": "true", "HX-Target": part} if part else {}

    page = otto_browser.get("/search/", {"q": asked}, headers=headers)

    assert page.status_code == 200
    assert f"/conversations/{secret.pk}" not in page.content.decode()
    assert "<mark>" not in page.content.decode()
    assert "桜田" not in page.content.decode().replace(asked, "")
    assert "件のメッセージ" not in page.content.decode()


@pytest.mark.parametrize("spelling", ["{}", "MG-{}"])
def test_no_number_finds_anything(
    secret: Conversation, otto_browser: Browser, spelling: str
) -> None:
    page = otto_browser.get("/search/", {"q": spelling.format(secret.pk)}).content.decode()

    assert SECRET not in page
    assert f"/conversations/{secret.pk}" not in page


@pytest.mark.parametrize(
    "name", ["client", "owner", "before", "older", "tag", "customer", "client_id", "clients"]
)
def test_no_parameter_widens(
    secret: Conversation, ann: Person, otto_browser: Browser, name: str
) -> None:
    with walls.transaction([secret.client_id]):
        message = secret.messages.get()
        tag_conversation(conversation_id=secret.pk, name=TAG, person=ann, now=builders.NOW)
    values = {"owner": ann.pk, "before": message.pk, "older": 7_000_000_000, "tag": TAG}

    for asked in (SECRET, ""):
        question = {"q": asked, name: str(values.get(name, secret.client_id))}
        page = otto_browser.get("/search/", question).content.decode()
        assert f"/conversations/{secret.pk}" not in page
        assert "ひかり文具店" not in page


def test_the_filters_name_nobody_and_nothing_of_others(
    secret: Conversation, otto_browser: Browser
) -> None:
    page = otto_browser.get("/search/").content.decode()

    assert "つばめ運輸" in page
    assert "ひかり文具店" not in page
    assert "Ann 花子" not in page


def test_a_tag_of_others_is_no_choice_no_filter_and_no_word(
    secret: Conversation, ann: Person, tsubame: Client, otto_browser: Browser
) -> None:
    """Otto's client has a tag of the same name: it finds his own alone."""
    with walls.transaction([secret.client_id]):
        for name in (TAG, OTHER_TAG):
            tag_conversation(conversation_id=secret.pk, name=name, person=ann, now=builders.NOW)
    own = said(tsubame, "こんにちは")
    builders.assigned(ann, tsubame)
    with walls.transaction([tsubame.pk]):
        tag_conversation(conversation_id=own.pk, name=TAG, person=ann, now=builders.NOW)

    choices = otto_browser.get("/search/").content.decode()
    by_tag = otto_browser.get("/search/", {"tag": TAG}).content.decode()
    by_word = otto_browser.get("/search/", {"q": TAG}).content.decode()
    by_other = otto_browser.get("/search/", {"tag": OTHER_TAG}).content.decode()

    assert (f">{TAG}<" in choices, OTHER_TAG in choices) == (True, False)
    for page in (by_tag, by_word):
        assert f"/conversations/{own.pk}/" in page
        assert f"/conversations/{secret.pk}" not in page
    assert "/conversations/" not in by_other.partition('id="results"')[2].partition("</main>")[0]


def test_the_mark_of_anothers_tag_finds_nothing_in_plain_sql(
    secret: Conversation, ann: Person, tsubame: Client
) -> None:
    with walls.transaction([secret.client_id]):
        tag_conversation(conversation_id=secret.pk, name=TAG, person=ann, now=builders.NOW)
        tag = Tag.objects.get(name=TAG).pk

    with walls.transaction([tsubame.pk]):
        assert ask(f"'T{tag}'", None) == []
        assert ask(f"'T{tag}'", [secret.client_id], f"'T{tag}'") == []
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from search_progress where client_id <> %s", [tsubame.pk]
            )
            assert cursor.fetchone() == (0,)
    with walls.transaction([secret.client_id]):
        assert len(ask(f"'T{tag}'", None)) == 1


@pytest.mark.parametrize("loosely", ["'秘密'", "!'無'", "", "'C{0}'"])
def test_asking_loosely_does_not_look_over_the_wall(
    secret: Conversation, tsubame: Client, loosely: str
) -> None:
    with walls.transaction([tsubame.pk]):
        assert ask("'秘密'", None, loosely.format(secret.client_id)) == []
    with walls.transaction([], provider_wide=True):
        assert ask("'秘密'", [secret.client_id], loosely.format(secret.client_id)) == []


@pytest.mark.parametrize(
    "filters", ["null, 'open', null", "null, null, 0", "'1970-01-01', null, null"]
)
def test_where_it_stopped_is_told_of_ones_own_clients_alone(
    secret: Conversation, tsubame: Client, filters: str
) -> None:
    """After nothing was read of another client, nothing is told of when anything was said there."""
    for scope in ([tsubame.pk], []):
        with walls.transaction(scope), connection.cursor() as cursor:
            cursor.execute(
                f"select * from search_entries({WORDS}, {filters})", ["'秘密'", "'秘密'"]
            )
            assert cursor.fetchall() == []


def test_a_customers_card_is_nobodys_but_the_clients(
    secret: Conversation, tsubame: Client, ann_browser: Browser, otto_browser: Browser
) -> None:
    """The same address at two clients is two customers."""
    own = said(tsubame, "こんにちは", sender_email=ADDRESS, sender_name="桜田 外")

    theirs = otto_browser.get(f"/customer/{secret.customer_id}/")
    otto_sees = otto_browser.get(f"/customer/{own.customer_id}/").content.decode()
    ann_sees = ann_browser.get(f"/customer/{secret.customer_id}/").content.decode()

    assert theirs.status_code == 404
    assert own.customer_id != secret.customer_id
    assert (SECRET in otto_sees, "桜田 秘" in otto_sees) == (False, False)
    assert (SECRET in ann_sees, "桜田 外" in ann_sees) == (True, False)


def test_a_card_beside_a_foreign_conversation_stays_empty(
    secret: Conversation, tsubame: Client, otto_browser: Browser
) -> None:
    own = said(tsubame, "こんにちは", sender_email=ADDRESS)

    page = otto_browser.get(f"/customer/{own.customer_id}/", {"before": secret.pk + 1000})

    assert SECRET not in page.content.decode()


def test_the_question_in_plain_sql_answers_for_the_scope_alone(
    secret: Conversation, tsubame: Client, otto: Person
) -> None:
    mine = said(tsubame, SECRET)
    for clients in (None, [secret.client_id], [secret.client_id, tsubame.pk]):
        with walls.transaction([tsubame.pk]):
            found = ask("'秘密'", clients)
            conversations = set(
                Conversation.objects.filter(messages__in=found).values_list("pk", flat=True)
            )
        assert conversations == (set() if clients == [secret.client_id] else {mine.pk})


@pytest.mark.parametrize("asked", ["'秘密'", "", "'C1' | 'C2'", "!'無'", "'秘密':*"])
def test_without_a_scope_the_question_says_nothing(secret: Conversation, asked: str) -> None:
    with walls.transaction([], provider_wide=True):
        assert ask(asked, None) == []
        assert ask(asked, [secret.client_id]) == []


@pytest.mark.parametrize("asked", ["!'無'", "'C{0}'", "'C{0}' | 'W2965'", "'秘密':* | !'秘密'"])
def test_no_words_and_no_marks_of_time_or_client_look_over_the_wall(
    secret: Conversation, tsubame: Client, asked: str
) -> None:
    with walls.transaction([tsubame.pk]):
        assert ask(asked.format(secret.client_id), None) == []


def test_the_entries_themselves_are_behind_the_wall(secret: Conversation, tsubame: Client) -> None:
    with walls.transaction([tsubame.pk]), connection.cursor() as cursor:
        cursor.execute("select count(*) from search_entry")
        assert cursor.fetchone() == (0,)
        cursor.execute("update search_entry set kind = 'note'")
        assert cursor.rowcount == 0


def test_an_entry_cannot_be_written_for_another_client_nor_point_at_its_message(
    secret: Conversation, tsubame: Client
) -> None:
    with walls.transaction([secret.client_id]):
        message = secret.messages.get()
    statement = (
        "insert into search_entry (client_id, conversation_id, message_id, kind, at, words, version)"
        " values (%s, %s, %s, 'note', now(), '', 'x') on conflict (message_id) do nothing"
    )

    with (
        pytest.raises(ProgrammingError),
        walls.transaction([tsubame.pk]),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [secret.client_id, secret.pk, message.pk])


def test_only_the_application_may_ask(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.proacl::text, pg_get_userbyid(p.proowner) from pg_proc p"
            " where proname = 'search_entries'"
        )
        rights, owner = cursor.fetchone()

    assert f"{database.APP_ROLE}=X/{owner}" in rights
    assert "{=X" not in rights
    assert ",=X" not in rights
    assert owner == database.OWNER_ROLE


def test_many_clients_are_asked_for_by_everybodys_marks_and_still_only_they_answer(
    secret: Conversation, ann: Person
) -> None:
    """Somebody with more than twelve clients takes the other road through the index."""
    others = [builders.a_client(f"many{number}") for number in range(14)]
    mine = [said(one, "秘密の件", received_at=builders.NOW - timedelta(days=90)) for one in others]

    with walls.transaction([one.pk for one in others]):
        found = ask("'秘密'", None)
        conversations = set(
            Conversation.objects.filter(messages__in=found).values_list("pk", flat=True)
        )
        assert len(ask("", None)) == len(others)
        assert not Customer.objects.filter(pk=secret.customer_id).exists()

    assert conversations == {one.pk for one in mine}


def ask(asked: str, clients: list[int] | None, loosely: str | None = None) -> list[int]:
    """The database's function, as plain SQL in the application's role."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, [asked, loosely, clients])
        return [pk for (pk,) in cursor.fetchall()]
