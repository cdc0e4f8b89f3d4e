"""Every page in both schemes and three widths: nothing for axe to find, nothing wider than the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, conversation_of, deliver, post, unique
from tests.journeys.stack import Stack, wait_until
from tests.journeys.writing import row

SIZES = ((1440, 900), (1024, 768), (390, 844))
SCHEMES = ("light", "dark")
TAJIMA = "飯碗の縁が欠けて届きました"


@pytest.fixture(scope="session")
def quarantined(desk: Stack) -> int:
    """A mail that nobody knows the client of."""
    post(desk, Letter(subject="どちらへの便りでしょうか", to="info@nobody.example"))
    find = "select id from mail_rawmail where state = 'quarantined' order by id desc limit 1"
    wait_until(lambda: desk.rows(find), seconds=20, explain=desk.written)
    return int(desk.rows(find)[0][0])


def test_the_sign_in_page(desk: Stack, open_window: object, shots: Path | None) -> None:
    page = open_window().new_page()  # type: ignore[operator]
    page.goto("/sign-in/")
    _expect_good_looks(page, "sign-in", shots)
