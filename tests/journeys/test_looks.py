"""Every page in both schemes and three widths: nothing for axe to find, nothing wider than the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.looking import complaints
from tests.journeys.mailing import Letter, deliver, post, unique
from tests.journeys.stack import Stack, wait_until
from tests.journeys.writing import PUT_OFF, body, findings, open_conversation, row, write

PHONE = {"width": 390, "height": 844}
NOBODY = "info@nobody.example"


@pytest.fixture(scope="session")
def quarantined(desk: Stack) -> int:
    """A mail that nobody knows the client of."""
    post(desk, Letter(subject="どちらへの便りでしょうか", to=NOBODY))
    wait_until(lambda: _quarantined(desk), seconds=20, explain=desk.written)
    return _quarantined(desk)[0]


def test_the_sign_in_page_is_sound(
    open_window: Callable[..., BrowserContext], shots: Path | None
) -> None:
    page = open_window().new_page()
    page.goto("/sign-in/")

    assert complaints(page, "sign-in", shots) == []


def test_the_desk_is_sound(sign_in: SignIn, shots: Path | None) -> None:
    page = sign_in()

    assert complaints(page, "desk", shots) == []


def test_a_conversation_with_findings_is_sound(
    desk: Stack, sign_in: SignIn, shots: Path | None
) -> None:
    number = deliver(desk, Letter(subject=unique("食器の組み合わせ")))
    page = sign_in()
    open_conversation(page, number)
    write(page, f"{PUT_OFF}商品はなるべく早くお送りします。")
    expect(findings(page).first).to_be_visible()

    assert complaints(page, "conversation", shots) == []


def test_the_dialog_for_a_reason_is_sound(desk: Stack, sign_in: SignIn, shots: Path | None) -> None:
    number = deliver(desk, Letter(subject=unique("お皿の大きさ")))
    page = sign_in()
    open_conversation(page, number)
    write(page, PUT_OFF)
    body(page).press("Control+Enter")
    expect(page.get_by_role("dialog")).to_be_visible()

    assert complaints(page, "reason", shots) == []


@pytest.mark.parametrize(
    ("person", "path", "name"),
    [
        ("hayakawa", "/quarantine/", "quarantine"),
        ("hayakawa", "/settings/clients/", "clients"),
        ("hayakawa", "/settings/clients/1/access/", "access"),
        ("fujiwara", "/customers/", "customers"),
        ("fujiwara", "/nowhere/", "not-found"),
    ],
)
def test_every_other_page_is_sound(
    sign_in: SignIn, quarantined: int, shots: Path | None, person: str, path: str, name: str
) -> None:
    page = sign_in(person)
    page.goto(path)

    assert complaints(page, name, shots) == []


def test_a_quarantined_mail_is_sound(sign_in: SignIn, quarantined: int, shots: Path | None) -> None:
    page = sign_in("hayakawa")
    page.goto("/quarantine/")
    page.get_by_role("link", name="どちらへの便りでしょうか").first.click()
    expect(page.get_by_text("届いたままの中身")).to_be_visible()

    assert complaints(page, "quarantined-mail", shots) == []


def test_on_a_phone_list_and_conversation_are_two_pages(desk: Stack, sign_in: SignIn) -> None:
    letter = Letter(subject=unique("電話から"))
    deliver(desk, letter)
    page = sign_in(viewport=PHONE, has_touch=True, is_mobile=True)
    expect(page.locator("#conversation")).to_be_hidden()

    row(page, letter.subject).tap()
    page.wait_for_url("**/conversations/**")
    expect(body(page)).to_be_visible()
    expect(page.locator("#list")).to_be_hidden()
    assert _fits(page)
    page.get_by_role("link", name="一覧へ戻る").tap()

    page.wait_for_url("**/desk/**")
    expect(row(page, letter.subject)).to_be_visible()
    assert _fits(page)


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))


def _quarantined(desk: Stack) -> list[int]:
    rows = desk.rows("select id from mail_rawmail where envelope_to = %s", NOBODY)
    return [int(number) for (number,) in rows]
