"""The page of changes: settings in words, never a conversation; and all of it as a file."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients import people_words
from madoguchi.desk.clients.actions import give_reason, vocabulary
from madoguchi.desk.clients.events import RuleSeverityChanged
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import changes
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, events, walls
from madoguchi.desk.platform.changes import Change, SettingsHappening
from madoguchi.desk.platform.events import Happening
from madoguchi.desk.platform.models import Event
from tests import builders

NOW = builders.NOW


@pytest.fixture
def ada_browser(ada: Person) -> Browser:
    return builders.signed_in(ada)


def _term(client: Client, person: Person, word: str, *, at: Any = NOW) -> None:
    with walls.transaction([client.pk], provider_wide=True):
        vocabulary.add_term(
            client_id=client.pk, avoided=word, preferred="品", person=person, now=at
        )


def _sentences(browser: Browser, **query: Any) -> list[str]:
    page = browser.get(reverse("audit"), query).context["page"]
    return ["".join(row.sentences) for row in page.rows]


def _exported(browser: Browser, **query: Any) -> list[list[str]]:
    answer = browser.get(reverse("audit-export"), query)
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined] # a stream
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_change_is_told_with_before_and_after(
    hikari: Client, ada: Person, ada_browser: Browser
) -> None:
    form = {f"day{number}": "10:00–19:00" for number in range(5)}
    targets = {"due": "60", "late": "240", "limit": "360", "holidays": "on"}

    answer = ada_browser.post(reverse("client-hours", args=[hikari.pk]), {**form, **targets})

    assert answer.status_code == 302
    [told] = _sentences(ada_browser)
    assert "遅延の目標を180分から240分に変えました。" in told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "ja",
            "ルール「数と名前で書く」の強さを変えました。強さを「標準」から「停止」に変えました。",
        ),
        (
            "en",
            "Severity of the rule “Write numbers and names” changed."
            "Severity changed from “Standard” to “Stop”.",
        ),
    ],
)
@pytest.mark.parametrize("kept", [("standard", "stop"), ("標準", "停止")])
def test_a_rule_and_its_severity_are_told_in_the_readers_language(
    kept: tuple[str, str], language: str, told: str, hikari: Client, ada: Person
) -> None:
    changed = RuleSeverityChanged(
        client_id=hikari.pk,
        rule="concrete-wording",
        title="数と名前で書く",
        changes=(Change("severity", *kept),),
    )
    with walls.transaction([hikari.pk], provider_wide=True):
        events.record(changed, at=NOW, actor_id=ada.pk)
        ada.language = language
        ada.save(update_fields=["language"])

    assert _sentences(builders.signed_in(ada)) == [told]


def test_the_newest_stands_first_whenever_it_was_written(
    hikari: Client, dai: Person, ada_browser: Browser
) -> None:
    _term(hikari, dai, "あと")
    _term(hikari, dai, "まえ", at=NOW - timedelta(days=1))

    assert [one[3:5] for one in _sentences(ada_browser)] == ["あと", "まえ"]


def test_what_was_said_is_not_here(
    hikari: Client, ann: Person, ada: Person, ada_browser: Browser
) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)
    give_reason(client_id=hikari.pk, person=ada, reason="苦情の確認", now=clock.now())

    [told] = _sentences(ada_browser)

    assert "理由：苦情の確認" in told


def test_each_filter_leaves_the_others_out(
    hikari: Client, tsubame: Client, dai: Person, ada: Person, ada_browser: Browser
) -> None:
    _term(hikari, dai, "古い", at=NOW - timedelta(days=3))
    _term(hikari, dai, "甲")
    _term(tsubame, ada, "乙")
    today = "2026-11-17"

    assert len(_sentences(ada_browser)) == 3
    assert len(_sentences(ada_browser, person=dai.pk)) == 2
    assert len(_sentences(ada_browser, client=tsubame.pk)) == 1
    assert len(_sentences(ada_browser, first=today)) == 2
    assert len(_sentences(ada_browser, first=today, last=today, client=hikari.pk)) == 1
    assert _sentences(ada_browser, kind="TermRemoved") == []
    assert len(_exported(ada_browser, person=dai.pk)) == 3


@pytest.mark.parametrize(
    "query", [{"person": "x"}, {"kind": "Made"}, {"first": "\x00"}, {"before": "9" * 40}]
)
def test_a_filter_that_cannot_be_read_breaks_nothing(
    query: dict[str, str], ada_browser: Browser
) -> None:
    assert ada_browser.get(reverse("audit"), query).status_code == 200
    assert len(_exported(ada_browser, **query)) == 1


def test_page_by_page_every_change_comes_once_and_the_file_has_them_all(
    hikari: Client, dai: Person, ada_browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "SHOWN", 3)
    monkeypatch.setattr(changes, "AT_ONCE", 2)
    for number in range(8):
        _term(hikari, dai, f"={number}")

    seen: list[int] = []
    query: dict[str, Any] = {}
    while True:
        page = ada_browser.get(reverse("audit"), query).context["page"]
        seen += [row.pk for row in page.rows]
        if page.older is None:
            break
        query = {"before": page.older}

    assert len(seen) == len(set(seen)) == 8
    assert seen == sorted(seen, reverse=True)
    assert len(_exported(ada_browser)) == 9


def test_no_cell_of_the_file_runs(ada: Person, ada_browser: Browser) -> None:
    evil = builders.a_client("evil", name='=cmd|" /C calc"!A0')
    _term(evil, ada, "x")

    assert _exported(ada_browser)[1][2].startswith("'=")


def test_who_is_no_admin_has_neither_page_nor_file(
    hikari: Client, ann: Person, dai: Person, otto: Person
) -> None:
    _term(hikari, dai, "甲")

    for person in (ann, dai, otto):
        browser = builders.signed_in(person)
        assert browser.get(reverse("audit")).status_code == 404
        assert browser.get(reverse("audit-export")).status_code == 404


def test_otto_finds_no_change_of_another_client_in_plain_sql(
    hikari: Client, tsubame: Client, dai: Person
) -> None:
    _term(hikari, dai, "甲")

    with walls.transaction([tsubame.pk]), connection.cursor() as cursor:
        for statement in (
            "select count(*) from platform_event",
            "select count(*) from clients_term",
            "select count(*) from clients_replytemplate",
        ):
            cursor.execute(statement)
            assert cursor.fetchone() == (0,)


def test_the_log_of_conversations_is_closed_to_the_provider_wide_scope(
    hikari: Client, ann: Person
) -> None:
    builders.replied(builders.a_conversation(hikari), ann)

    with walls.transaction([], provider_wide=True):
        assert not Event.objects.exists()


def test_every_happening_of_people_has_its_words() -> None:
    kinds = {
        one.__name__
        for one in _below(Happening)
        if one.__module__ == "madoguchi.desk.people.events"
        and not one.__subclasses__()
        and not issubclass(one, SettingsHappening)  # these bring their words along
    }

    assert kinds == set(people_words.TELLINGS)


def _below(kind: type[Happening]) -> list[type[Happening]]:
    children: list[type[Happening]] = kind.__subclasses__()
    return [one for child in children for one in (child, *_below(child))]
