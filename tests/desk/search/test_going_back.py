"""A search that costs too much stops, says how far back it looked, and goes on there."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.search import finding
from tests import builders
from tests.desk.search.searching import found, pks, said

DAY = timedelta(days=1)


@pytest.fixture
def stingy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question ends with the stretch of time in which there was anything to read."""
    monkeypatch.setattr(finding, "MOST_READ", 1)
    monkeypatch.setattr(finding, "MOST_MS", 60_000)


def two_words_apart(client: Client, days: int) -> Conversation:
    """Both words, never side by side."""
    return said(client, "交換は要りません。返品します。", received_at=builders.NOW - days * DAY)


@pytest.mark.parametrize("filters", [{}, {"owner": "me"}, {"state": "open"}, {"kind": "customer"}])
def test_what_is_old_is_found_going_on_where_it_stopped(
    hikari: Client, ann: Person, stingy: None, filters: dict[str, str]
) -> None:
    for days in (0, 8, 30, 200):
        two_words_apart(hikari, days)
    planted = said(hikari, "返品交換の受付", received_at=builders.NOW - 700 * DAY)

    page, pages = found(ann, hikari, q="返品交換", **filters), 1
    while not page.hits and page.looked_back_to:
        assert page.more_query.endswith(f"older={int(page.looked_back_to.timestamp())}")
        older = page.more_query.rpartition("=")[2]
        page, pages = found(ann, hikari, q="返品交換", older=older, **filters), pages + 1

    assert pages > 2
    assert pks(page) == [planted.pk]


def test_each_message_is_found_once_however_often_it_stopped(
    hikari: Client, ann: Person, stingy: None
) -> None:
    days = (0, 1, 6, 7, 8, 13, 14, 27, 28, 29, 55, 100, 363, 364, 365, 800, 4000)
    conversations = [said(hikari, "返品の件", received_at=builders.NOW - one * DAY) for one in days]

    seen: list[int] = []
    page = found(ann, hikari, q="返品")
    seen += pks(page)
    while page.looked_back_to:
        page = found(ann, hikari, q="返品", older=page.more_query.rpartition("=")[2])
        seen += pks(page)

    assert seen == [one.pk for one in conversations]


def test_a_cheap_question_looks_at_everything(hikari: Client, ann: Person) -> None:
    two_words_apart(hikari, 0)
    planted = said(hikari, "返品交換の受付", received_at=builders.NOW - 3000 * DAY)

    page = found(ann, hikari, q="返品交換")

    assert (pks(page), page.looked_back_to, page.more_query) == ([planted.pk], None, "")


def test_the_first_day_that_is_asked_for_is_the_end(
    hikari: Client, ann: Person, stingy: None
) -> None:
    two_words_apart(hikari, 0)

    page = found(ann, hikari, q="返品交換", since="2026-11-17")

    assert (page.looked_back_to, page.more_query) == (None, "")


def test_the_page_says_how_far_it_looked_and_goes_on_by_itself(
    hikari: Client, ann_browser: Browser, stingy: None
) -> None:
    two_words_apart(hikari, 0)

    page = ann_browser.get("/search/", {"q": "返品交換"}).content.decode()
    rest = ann_browser.get(
        "/search/",
        {"q": "返品交換", "older": "946684800"},
        headers={"HX-Request": "true", "HX-Target": "rest"},
    ).content.decode()

    assert "までさかのぼって探しました" in page
    assert "見つかりませんでした" not in page
    assert 'hx-trigger="load"' in page
    assert "<html" not in rest
    assert "これより古いものはありません" in rest or "older=" in rest


@pytest.mark.parametrize("odd", ["x", "-1", "99999999999999", ""])
def test_an_odd_place_to_go_on_is_the_beginning(hikari: Client, ann: Person, odd: str) -> None:
    conversation = said(hikari, "返品の件")

    assert pks(found(ann, hikari, q="返品", older=odd)) == [conversation.pk]
