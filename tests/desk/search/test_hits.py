"""What a hit shows: where it leads, and always the word that was found."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.incoming import IncomingFile
from madoguchi.desk.people.models import Person
from madoguchi.desk.search.queries.marking import snippet
from tests import builders
from tests.desk.search.searching import found, hits, said
from tests.desk.search.test_words import FOUND

LONG = "お世話になっております。ご連絡が遅くなりました。" * 40
HOUR = timedelta(hours=1)


def test_what_only_the_subject_says_leads_to_the_newest_message(
    hikari: Client, ann: Person
) -> None:
    conversation = said(hikari, "よろしくお願いします。", subject="食洗機の返品")
    newest = builders.received(conversation, text="いかがですか。", received_at=builders.NOW + HOUR)

    [hit] = found(ann, hikari, q="食洗機").hits

    assert hit.anchor == f"#message-{newest.pk}"
    assert hits(hit.subject) == ["食洗機"]
    assert hit.others == 1


def test_of_several_messages_the_one_that_says_it_is_shown(hikari: Client, ann: Person) -> None:
    conversation = said(hikari, "はじめまして。", subject="食洗機の返品")
    saying = builders.received(
        conversation, text="食洗機が動きません。", received_at=builders.NOW + HOUR
    )
    builders.received(conversation, text="いかがですか。", received_at=builders.NOW + 2 * HOUR)

    [hit] = found(ann, hikari, q="食洗機").hits

    assert (hit.message_pk, hit.at) == (saying.pk, saying.at)
    assert hits(hit.snippet) == ["食洗機"]


@pytest.mark.parametrize(("asked", "text"), FOUND)
def test_the_excerpt_of_a_long_message_holds_the_word_however_it_is_written(
    asked: str, text: str
) -> None:
    pieces = snippet(f"{LONG}\n{text}\n{LONG}", asked)

    assert hits(pieces)
    assert sum(len(piece.text) for piece in pieces) <= 122


@pytest.mark.parametrize(
    ("asked", "icon", "marked"),
    [
        ("見積書", "paperclip", ["見積書"]),
        ("0312345678", "signature", ["03-1234-5678"]),
        ("phone.example", "at-sign", ["phone.example"]),
        ("customer.example", "at-sign", ["customer.example"]),
    ],
)
def test_what_stands_beside_the_text_is_shown_where_it_stands(
    hikari: Client, ann: Person, asked: str, icon: str, marked: list[str]
) -> None:
    conversation = said(hikari, "はじめまして。")
    builders.received(
        conversation,
        text="よろしく。",
        whole_text="よろしく。\n--\nTEL 03-1234-5678",
        sender_email="megumi@phone.example",
        received_at=builders.NOW + HOUR,
        files=(
            IncomingFile(
                name="見積書.pdf", content_type="application/pdf", size=3, sha256="0" * 64
            ),
        ),
    )

    [hit] = found(ann, hikari, q=asked).hits

    assert (icon, marked) in [(one.icon, hits(one.text)) for one in hit.beside]


def test_a_question_that_is_too_long_says_so(hikari: Client, ann_browser: Browser) -> None:
    said(hikari, "返品したい")

    long = ann_browser.get("/search/", {"q": "返品 " * 100}).content.decode()
    many = ann_browser.get("/search/", {"q": "一 二 三 四 五 六 七 八 九 十 " * 2}).content.decode()
    short = ann_browser.get("/search/", {"q": "返品"}).content.decode()

    assert "長いので、はじめの部分で探しました" in long
    assert "長いので、はじめの部分で探しました" in many
    assert "長いので" not in short


def test_a_hit_with_a_very_long_name_is_drawn(hikari: Client, ann_browser: Browser) -> None:
    said(hikari, "返品したい", sender_name="寿" * 200, subject="件" * 900)

    page = ann_browser.get("/search/", {"q": "返品"})

    assert page.status_code == 200
    assert "寿" * 200 in page.content.decode()
