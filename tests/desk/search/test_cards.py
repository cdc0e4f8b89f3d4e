"""The customer card: everything that one client's customer and we talked about."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.incoming import IncomingFile
from madoguchi.desk.people.models import Person
from madoguchi.desk.search.queries import cards
from tests import builders
from tests.desk.search.searching import said


def test_the_card_shows_every_conversation_of_the_customer(
    hikari: Client, ann_browser: Browser
) -> None:
    first = said(hikari, "返品したい", subject="返品の件")
    second = said(hikari, "請求書をください", subject="請求書の件")
    other = said(hikari, "別の人です", subject="別の人の件", sender_email="b@customer.example")

    page = ann_browser.get(f"/customer/{first.customer_id}/").content.decode()

    assert "megumi@customer.example" in page
    assert page.index("請求書の件") < page.index("返品の件")
    assert f"/conversations/{second.pk}/" in page
    assert other.subject not in page
    assert "2件" in page


def test_the_card_goes_on_where_it_stopped(
    hikari: Client, ann_browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "PAGE", 2)
    conversations = [said(hikari, "件", subject=f"{number}件目の話") for number in range(3)]
    path = f"/customer/{conversations[0].customer_id}/"

    first = ann_browser.get(path).content.decode()
    second = ann_browser.get(path, {"before": conversations[1].pk}).content.decode()

    assert ("2件目の話" in first, "1件目の話" in first, "0件目の話" in first) == (True, True, False)
    assert f"?before={conversations[1].pk}" in first
    assert ("1件目の話" in second, "0件目の話" in second) == (False, True)


def test_the_desk_leads_to_the_card(hikari: Client, ann_browser: Browser) -> None:
    conversation = said(hikari, "返品したい")

    page = ann_browser.get(f"/conversations/{conversation.pk}/").content.decode()

    assert f'href="/customer/{conversation.customer_id}/"' in page


def test_the_card_counts_files_and_names_other_addresses(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    conversation = said(hikari, "返品したい")
    builders.received(
        conversation,
        sender_email="megumi@phone.example",
        received_at=builders.NOW + timedelta(hours=1),
        files=(
            IncomingFile(name="見積.pdf", content_type="application/pdf", size=3, sha256="0" * 64),
        ),
    )

    page = ann_browser.get(f"/customer/{conversation.customer_id}/").content.decode()

    assert "megumi@phone.example" in page
    assert "添付ファイル" in page


def test_a_card_that_is_not_there_is_404(ann_browser: Browser) -> None:
    assert ann_browser.get("/customer/999999/").status_code == 404
