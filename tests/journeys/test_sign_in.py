"""Signing in as people do: a passkey made on the account page opens the desk, alone and after a password."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.stack import Stack

ACCOUNT = re.compile(r"localhost:\d+/account/$")  # not the sign-in page that leads there
EMAIL = "takanashi@madoguchi.example"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def window(desk: Stack, open_window: Callable[..., BrowserContext]) -> Page:
    """A window with a device that holds passkeys. These need a name, not an address of numbers."""
    context = open_window(base_url=desk.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def test_a_passkey_is_made_and_opens_the_desk(window: Page) -> None:
    _enter_password(window)
    window.wait_for_url("**/desk/**")
    window.goto("/account/passkeys/new/")
    window.get_by_label("パスワード").fill(PASSWORD)
    window.get_by_role("button", name="続ける").click()
    window.get_by_label("名前").fill("会社のパソコン")
    window.get_by_role("button", name="登録する").click()
    window.wait_for_url("**/codes/")  # the recovery codes, this once
    window.goto("/account/second-factor/")
    expect(window.get_by_text("会社のパソコン")).to_be_visible()

    window.context.clear_cookies()
    window.goto("/sign-in/?next=/account/")
    window.get_by_role("button", name="パスキーでログイン").click()
    window.wait_for_url(ACCOUNT)

    window.context.clear_cookies()
    _enter_password(window)
    window.wait_for_url("**/second-factor/")
    window.get_by_role("button", name="パスキーを使う").click()
    window.wait_for_url("**/desk/**")

    _remove_passkey(window)
    window.context.clear_cookies()
    _enter_password(window)
    window.wait_for_url("**/desk/**")


def _enter_password(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("メールアドレス").fill(EMAIL)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン", exact=True).click()


def _remove_passkey(page: Page) -> None:
    """With the passkey itself as the proof: other journeys sign in with the password alone."""
    page.goto("/account/second-factor/")
    page.get_by_role("link", name="登録を外す").click()
    page.get_by_role("link", name="パスキーを使う").click()
    page.get_by_role("button", name="パスキーを使う").click()
    page.get_by_role("button", name="登録を外す").click()
    expect(page.get_by_text("パスキーの登録を外しました。")).to_be_visible()
