"""Taking a reply back: for ten seconds nothing has left; after that, no."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.stack import Stack, delivering, free_ports
from tests.journeys.storm import Sink
from tests.journeys.writing import CLEAN, body, messages, open_conversation, send_button, write

GONE = 25_000  # ms: ten seconds, and the worker's way
REFUSED = 422


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    """A delivering mail server that counts."""
    taking = Sink(free_ports(1)[0])
    taking.controller.start()
    yield taking
    taking.controller.stop()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[Stack]:
    """A desk that lets a reply be taken back for ten seconds."""
    home = tmp_path_factory.mktemp("undo") / "home"
    with delivering(home, sink.controller.port, MADOGUCHI_UNDO_SECONDS="10") as own:
        yield own


@pytest.fixture(scope="module")
def passes() -> dict[str, StorageState]:
    """The cookies of this desk."""
    return {}


def test_a_reply_taken_back_is_in_the_composer_again_and_nothing_has_left(
    desk: Stack, sign_in: SignIn, sink: Sink
) -> None:
    page = sign_in()
    number = deliver(desk, Letter(subject=unique("取り消す返信")))
    open_conversation(page, number)
    write(page, CLEAN)
    send_button(page).click()

    _undo(page).click()

    expect(body(page)).to_have_value(CLEAN)
    expect(messages(page, "us")).to_have_count(0)
    expect(page.get_by_text("返信は、送信前に取り消されました")).to_be_visible()
    page.wait_for_timeout(12_000)  # what was queued would have left by now
    assert _states(desk, number) == [("recalled", "none", "withdrawn")]
    assert not sink.taken

    send_button(page).click()
    expect(messages(page, "us")).to_contain_text("送信済み", timeout=GONE)
    assert sink.taken.total() == 1


def test_a_reply_that_has_left_is_not_taken_back_and_that_is_said(
    desk: Stack, sign_in: SignIn, sink: Sink
) -> None:
    page = sign_in()
    number = deliver(desk, Letter(subject=unique("もう出た返信")))
    open_conversation(page, number)
    before = sink.taken.total()
    write(page, CLEAN)
    send_button(page).click()
    expect(_undo(page)).to_be_visible()
    _undo(page).focus()  # a toast that somebody is at stays

    expect(messages(page, "us")).to_contain_text("送信済み", timeout=GONE)
    with page.expect_response(re.compile("/recall/")) as answer:
        _undo(page).click()

    assert answer.value.status == REFUSED
    expect(page.locator("#conversation")).to_contain_text("もう送信されました")
    expect(messages(page, "us")).to_have_count(1)
    assert _states(desk, number) == [("reply", "sent", "sent")]
    assert sink.taken.total() == before + 1


def _undo(page: Page) -> Locator:
    return page.locator("[data-toast-undo]")


def _states(desk: Stack, number: int) -> list[tuple[str, str, str]]:
    """Each reply of the conversation: its kind, its delivery, and its place in the outbox."""
    rows = desk.rows(
        "select m.kind, m.delivery, o.state from conversations_message m"
        " join mail_outgoingmail o on o.message_id = m.id where m.conversation_id = %s order by m.id",
        number,
    )
    return [(kind, delivery, state) for kind, delivery, state in rows]
