"""What the search page finds, in which order, and how it says so."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import notes
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.search.queries import results
from tests import builders
from tests.desk.search.searching import found, hits, pks, said

DAY = timedelta(days=1)


def test_a_message_is_found_as_soon_as_it_is_there(hikari: Client, ann: Person) -> None:
    moved = said(hikari, "先月、引っ越しました。")
    said(hikari, "請求書をください。")

    [hit] = found(ann, hikari, q="引越").hits

    assert hit.pk == moved.pk
    assert hits(hit.snippet) == ["引っ越し"]
    assert hit.kind == "customer"


@pytest.mark.parametrize(
    "asked",
    [
        "返品",
        "注文について",
        "田中",
        "田中 恵",
        "megumi",
        "megumi@customer.example",
        "返品 田中 注文",
    ],
)
def test_subject_customer_and_words_are_found_together(
    hikari: Client, ann: Person, asked: str
) -> None:
    conversation = said(hikari, "ペンを返品したい。")

    assert pks(found(ann, hikari, q=asked)) == [conversation.pk]


def test_a_reply_and_a_note_are_found(hikari: Client, ann: Person) -> None:
    conversation = said(hikari, "いつですか。")
    builders.replied(conversation, ann)
    with walls.transaction([hikari.pk]):
        notes.write_note(
            conversation_id=conversation.pk, author=ann, text="倉庫に電話した", now=builders.NOW
        )

    assert found(ann, hikari, q="届きます").hits[0].kind == "reply"
    assert found(ann, hikari, q="倉庫").hits[0].kind == "note"


def test_the_name_of_a_file_and_a_telephone_number_in_a_signature_are_found(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(
        hikari,
        text="よろしく。",
        whole_text="よろしく。\n--\n田中\nTEL 03-1234-5678\n> 前のメールの倉庫",
    )

    assert pks(found(ann, hikari, q="0312345678")) == [conversation.pk]
    assert pks(found(ann, hikari, q="倉庫")) == []


def test_results_are_in_order_of_time_and_one_line_for_a_conversation(
    hikari: Client, ann: Person
) -> None:
    older = said(hikari, "返品したい", received_at=builders.NOW - 40 * DAY)
    newer = said(hikari, "返品の件", received_at=builders.NOW - 2 * DAY)
    oldest = said(hikari, "返品できますか", received_at=builders.NOW - 900 * DAY)
    builders.received(older, text="返品はまだですか", received_at=builders.NOW - DAY)

    page = found(ann, hikari, q="返品")

    assert pks(page) == [older.pk, newer.pk, oldest.pk]
    assert [one.others for one in page.hits] == [1, 0, 0]
    assert page.messages == 4


@pytest.mark.parametrize("spelling", ["MG-{}", "{}", "mg{}", "ＭＧ－{}", "#{}", "＃{}", "№{}"])
def test_a_conversation_is_found_by_its_number(hikari: Client, ann: Person, spelling: str) -> None:
    conversation = said(hikari, "こんにちは")

    assert pks(found(ann, hikari, q=spelling.format(conversation.pk))) == [conversation.pk]


def test_filters_narrow(hikari: Client, tsubame: Client, ann: Person) -> None:
    ours = said(hikari, "返品したい", received_at=builders.NOW - 10 * DAY)
    theirs = said(tsubame, "返品したい", received_at=builders.NOW)
    builders.replied(ours, ann)

    def narrowed(**filters: str) -> list[int]:
        return pks(found(ann, hikari, tsubame, q="返品", **filters))

    assert narrowed() == [theirs.pk, ours.pk]
    assert narrowed(client=str(hikari.pk)) == [ours.pk]
    assert narrowed(owner="me") == [ours.pk]
    assert narrowed(owner=str(ann.pk)) == [ours.pk]
    assert narrowed(owner="none") == [theirs.pk]
    assert narrowed(since="2026-11-17") == [theirs.pk]
    assert narrowed(until="2026-11-07") == [ours.pk]
    assert narrowed(until="2026-11-06") == []
    assert narrowed(state="closed") == []
    assert narrowed(state="open", kind="customer") == [theirs.pk, ours.pk]
    assert narrowed(kind="note") == []
    assert narrowed(client="x") == []


def test_filters_narrow_what_a_number_finds(hikari: Client, tsubame: Client, ann: Person) -> None:
    conversation = said(hikari, "返品したい")

    def narrowed(**filters: str) -> list[int]:
        return pks(found(ann, hikari, tsubame, q=f"#{conversation.pk}", **filters))

    assert narrowed(client=str(hikari.pk), state="open", owner="me") == [conversation.pk]
    assert narrowed(since="2026-11-17", until="2026-11-17") == [conversation.pk]
    assert narrowed(client=str(tsubame.pk)) == []
    assert narrowed(owner="none") == []
    assert narrowed(since="2026-11-18") == []
    assert narrowed(until="2026-11-16") == []
    assert narrowed(state="closed") == []
    assert narrowed(tag="急ぎ") == []


def test_filters_alone_find_too(hikari: Client, ann: Person) -> None:
    conversation = said(hikari, "こんにちは")

    assert pks(found(ann, hikari, since="2026-11-17")) == [conversation.pk]


@pytest.mark.parametrize(
    "odd",
    [
        {"q": "！？"},
        {"q": "' | 'a", "before": "x"},
        {"q": "\x00返品", "since": "2026-99-99", "until": "0001-01-01", "kind": "secret"},
        {"q": "返" * 5000},
        {"q": "999999999999999"},
        {"state": "closed", "owner": "99999999999999999999"},
    ],
)
def test_odd_questions_find_nothing_and_raise_nothing(
    hikari: Client, ann: Person, odd: dict[str, str]
) -> None:
    assert found(ann, hikari, **odd).hits == ()


def test_nothing_asked_is_no_search(hikari: Client, ann: Person) -> None:
    said(hikari, "こんにちは")

    page = found(ann, hikari, q="  ")

    assert (page.is_asked, page.hits) == (False, ())


def test_more_than_a_page_is_said_so_and_goes_on_where_it_stopped(
    hikari: Client, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "PAGE", 2)
    all_of_them = [
        said(hikari, "返品の件", received_at=builders.NOW - days * DAY)
        for days in (0, 0, 30, 400, 1)
    ]

    first = found(ann, hikari, q="返品")
    second = found(ann, hikari, q="返品", before=first.more_query.rpartition("=")[2])
    third = found(ann, hikari, q="返品", before=second.more_query.rpartition("=")[2])

    one, other, month, year, day = (each.pk for each in all_of_them)
    assert pks(first) + pks(second) + pks(third) == [other, one, day, month, year]
    assert (first.messages, third.more_query, third.is_continued) == (2, "", True)


def test_the_page_marks_safely(hikari: Client, ann_browser: Browser) -> None:
    conversation = said(hikari, "<script>返品</script>を<b>返品</b>したい")

    page = ann_browser.get("/search/", {"q": "返品"}).content.decode()

    assert "<mark>返品</mark>" in page
    assert "<script>返品" not in page
    assert f"/conversations/{conversation.pk}/#message-" in page
    assert "1件のメッセージが見つかりました" in page


def test_the_page_without_and_with_nothing_found_says_so(ann_browser: Browser) -> None:
    empty = ann_browser.get("/search/").content.decode()
    nothing = ann_browser.get("/search/", {"q": "ない", "state": "open"}).content.decode()

    assert "やり取りのことばで探せます" in empty
    assert "見つかりませんでした" in nothing
    assert "条件を外して探す" in nothing


def test_the_palette_is_given_a_few_hits_and_the_way_to_all(
    hikari: Client, ann_browser: Browser
) -> None:
    conversations = [said(hikari, "返品の件") for _ in range(7)]

    part = ann_browser.get(
        "/search/", {"q": "返品"}, headers={"HX-Request": "true", "HX-Target": "palette-results"}
    ).content.decode()

    assert part.count("/conversations/") == 5
    assert f"MG-{conversations[-1].pk}" in part
    assert "<html" not in part


def test_a_customer_is_offered_by_the_beginning_of_their_address(
    hikari: Client, ann: Person
) -> None:
    said(hikari, "こんにちは", sender_email="yamada@shop.example", sender_name="山田 太郎")

    [one] = found(ann, hikari, q="yamad").customers

    assert (one.name, one.address) == ("山田 太郎", "yamada@shop.example")


def test_the_number_of_queries_does_not_grow(
    hikari: Client, ann: Person, django_assert_max_num_queries: object
) -> None:
    for _ in range(8):
        said(hikari, "返品の件")

    with django_assert_max_num_queries(9):  # type: ignore[operator] # pytest-django's fixture
        assert len(found(ann, hikari, q="返品").hits) == 8
