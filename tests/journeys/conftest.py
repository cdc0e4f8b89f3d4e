"""One desk for all journeys, a browser, and people who sign in."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState, expect

from tests.journeys.stack import Stack

PASSWORD = "madoguchi-demo"
PROVIDER = "madoguchi.example"
CLIENT = "komorebi-shokki.example"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
)
# The browser's own remark about an answer such as 404 or 422, which the journeys ask for.
EXPECTED = "Failed to load resource: the server responded with a status of 4"
PATIENCE = 10_000  # ms
expect.set_options(timeout=PATIENCE)

MEASURED = pytest.StashKey[list[str]]()

SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole stack with the demo loaded; at the end Ctrl-C leaves nothing behind."""
    stack = Stack(tmp_path_factory.mktemp("journeys") / "home")
    try:
        stack.start()
        yield stack
        assert stack.stop() == 0, stack.written()
        assert stack.living() == [], stack.written()
    finally:
        stack.end_hard()


@pytest.fixture(scope="session")
def measured(pytestconfig: pytest.Config) -> list[str]:
    """Figures to be shown when all is done."""
    return pytestconfig.stash.setdefault(MEASURED, [])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Show the figures."""
    for line in config.stash.get(MEASURED, []):
        terminalreporter.write_line(f"measured: {line}")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium; its sandbox does not work for root."""
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {"executable_path": CHROMIUM, "args": [*QUIET, *root]}


@pytest.fixture
def troubles() -> Iterator[list[str]]:
    """What the browser complained of: scripts that failed, things the policy forbids. None in the end."""
    said: list[str] = []
    yield said
    assert said == []


@pytest.fixture
def open_window(
    desk: Stack, browser: Browser, troubles: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Browser windows of separate people, closed at the end."""
    contexts: list[BrowserContext] = []

    def open_one(**settings: object) -> BrowserContext:
        context = _window(browser, desk, **settings)
        context.on("console", lambda message: _note(message, troubles))
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def passes() -> dict[str, StorageState]:
    """The cookies of who has signed in already."""
    return {}


@pytest.fixture
def sign_in(open_window: Callable[..., BrowserContext], passes: dict[str, StorageState]) -> SignIn:
    """A person at the desk, in a window of their own."""

    def enter(name: str = "fujiwara", **settings: object) -> Page:
        if name not in passes:
            passes[name] = _sign_in(open_window().new_page(), f"{name}@{PROVIDER}", "/desk/")
        page = open_window(storage_state=passes[name], **settings).new_page()
        page.goto("/desk/")
        return page

    return enter


@pytest.fixture
def visit(open_window: Callable[..., BrowserContext], passes: dict[str, StorageState]) -> SignIn:
    """One of こもれび食器店's own people in the portal, in a window of their own."""

    def enter(name: str = "saeki", **settings: object) -> Page:
        if name not in passes:
            passes[name] = _sign_in(open_window().new_page(), f"{name}@{CLIENT}", "/portal/")
        page = open_window(storage_state=passes[name], **settings).new_page()
        page.goto("/portal/")
        return page

    return enter


@pytest.fixture(scope="session")
def shots() -> Path | None:
    """Where screenshots are kept, when SHOTS names a folder."""
    named = os.environ.get("SHOTS")
    return Path(named) if named else None


def _sign_in(page: Page, email: str, home: str) -> StorageState:
    page.goto("/")
    page.get_by_label("メールアドレス").fill(email)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン", exact=True).click()
    page.wait_for_url(f"**{home}**")
    return page.context.storage_state()


def _window(browser: Browser, desk: Stack, **settings: object) -> BrowserContext:
    usual: dict[str, object] = {
        "base_url": desk.url,
        "locale": "ja-JP",
        "timezone_id": "Asia/Tokyo",
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
    }
    context = browser.new_context(**(usual | settings))  # type: ignore[arg-type] # settings by name
    context.set_default_timeout(PATIENCE)
    return context


def _note(message: ConsoleMessage, troubles: list[str]) -> None:
    if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
        troubles.append(message.text)
