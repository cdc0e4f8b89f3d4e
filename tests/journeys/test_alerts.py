"""A clock nears its due time: the owner is told at once, in the page, by the browser and by a real mail."""

import email
import email.policy
from collections.abc import Iterator

import psycopg
import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.fakes.mailserver import MailServer, running_mail_server
from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.stack import Stack, delivering, wait_until

OWNER = "fujiwara@madoguchi.example"
LOOKS_EVERY = 60_000  # ms: every 15 s, and what else the machine has to do
# A browser without a head shows no notices: what was asked for is written down instead.
NOTICES = """
window.asked = 0; window.noticed = [];
window.Notification = class extends EventTarget {
  static permission = "granted";
  static async requestPermission() { window.asked += 1; return "granted"; }
  constructor(title, more) { super(); window.noticed.push(`${title} ${more.body}`); }
};
"""
NEARLY_DUE = """
update conversations_conversation set due_at = now() + interval '10 minutes',
  late_at = now() + interval '20 hours', limit_at = now() + interval '40 hours',
  owner_id = (select id from people_person where email = %s) where id = %s returning 'MG-' || id"""


@pytest.fixture(scope="module")
def mail_server() -> Iterator[MailServer]:
    """Where the provider's letters go."""
    with running_mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, mail_server: MailServer) -> Iterator[Stack]:
    """A desk that delivers there."""
    with delivering(tmp_path_factory.mktemp("alerts") / "home", mail_server.port) as own:
        yield own


@pytest.fixture(scope="module")
def passes() -> dict[str, StorageState]:
    """The cookies of this desk."""
    return {}


def test_the_owner_is_told_in_the_page_by_the_browser_and_by_mail(
    desk: Stack, sign_in: SignIn, mail_server: MailServer
) -> None:
    page = sign_in("fujiwara", permissions=["notifications"])
    page.context.add_init_script(NOTICES)
    _choose_every_way(page)
    page.goto("/desk/")
    letter = Letter(subject=unique("期限の近い問い合わせ"), text="紺色の大皿は届きますか。")

    number = _nearly_due(desk, deliver(desk, letter))

    toast = page.locator("#toasts [data-alert]").filter(has_text=number)
    expect(toast).to_be_visible(timeout=LOOKS_EVERY)
    expect(toast).to_contain_text(letter.subject)
    noticed: list[str] = page.evaluate("window.noticed")
    assert [one for one in noticed if number in one]
    wait_until(lambda: _letters(mail_server, number), seconds=30, explain=desk.written)
    [told] = _letters(mail_server, number)
    assert "大皿" not in told
    assert letter.subject not in told


def _choose_every_way(page: Page) -> None:
    """Under 通知; the browser is asked for its permission when the person asks for its notices."""
    page.goto("/account/alerts/")
    assert page.evaluate("window.asked") == 0
    for way in ("in_app", "by_mail", "by_browser"):
        page.locator(f"input[name={way}]").check()
    assert page.evaluate("window.asked") == 1
    with page.expect_navigation():
        page.locator("form[action='/account/alerts/'] [type=submit]").click()


def _nearly_due(desk: Stack, conversation: int) -> str:
    """Its owner's, and due in ten minutes, whatever hour the machine's clock shows; its number."""
    with psycopg.connect(desk.database.conninfo()) as connection:
        [(number,)] = connection.execute(NEARLY_DUE, [OWNER, conversation]).fetchall()
    return str(number)


def _letters(server: MailServer, number: str) -> list[str]:
    """What was written to the owner about this conversation."""
    return [
        words
        for one in server.taken
        if one.recipients == (OWNER,) and number in (words := _words(one.raw))
    ]


def _words(raw: bytes) -> str:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    return f"{mail['Subject']}\n{body.get_content()}"
