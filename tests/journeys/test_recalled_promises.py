"""A reply taken back brings its promises along as they were mended and struck, and they leave with it again."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.moments import ALWAYS_OPEN, full_hour, said, typed
from tests.journeys.stack import Stack, delivering, free_ports
from tests.journeys.storm import Sink
from tests.journeys.test_promises import chips, clock_words, given
from tests.journeys.writing import body, messages, open_conversation, write

SECONDS = "30"  # to take it back in, on a busy machine


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    """A delivering mail server that counts."""
    taking = Sink(free_ports(1)[0])
    taking.controller.start()
    yield taking
    taking.controller.stop()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[Stack]:
    """A desk that lets a reply be taken back."""
    home = tmp_path_factory.mktemp("recalled") / "home"
    with delivering(home, sink.controller.port, MADOGUCHI_UNDO_SECONDS=SECONDS) as own:
        yield own


@pytest.fixture(scope="module")
def passes() -> dict[str, StorageState]:
    """The cookies of this desk."""
    return {}


def test_a_recalled_reply_has_its_chips_in_the_composer_and_gives_the_same_promise_when_sent_again(
    desk: Stack, sign_in: SignIn, sink: Sink
) -> None:
    page, later = sign_in(), full_hour(ahead=5)
    number = deliver(desk, Letter(subject=unique("取り消した約束"), to=ALWAYS_OPEN))
    open_conversation(page, number)
    _write_two_promises(page)
    _strike_the_first(page)
    chips(page).nth(1).locator("summary").click()
    with page.expect_response(re.compile("/guard/")):
        chips(page).nth(1).get_by_label("期限").fill(typed(later))
        body(page).focus()
    body(page).press("Control+Enter")
    expect(given(page)).to_have_count(1)

    page.locator("[data-toast-undo]").click()

    expect(messages(page, "us")).to_have_count(0)
    expect(chips(page)).to_have_count(2)
    expect(chips(page).nth(0).get_by_label(re.compile("消す"))).to_be_checked()
    expect(chips(page).nth(1)).to_contain_text(clock_words(later.hour))
    expect(chips(page).nth(1)).to_contain_text("文面では")
    assert _promises(desk, number) == []
    assert not sink.taken

    body(page).press("Control+Enter")

    expect(given(page)).to_have_count(1)
    expect(given(page)).to_contain_text(clock_words(later.hour))
    [(what, due_at)] = _promises(desk, number)
    assert "交換品を発送" in what
    assert due_at == later


def _write_two_promises(page: Page) -> None:
    answer = f"{said(full_hour(ahead=2))}までに交換の可否をご回答いたします。"
    parcel = f"{said(full_hour(ahead=3))}までに交換品を発送いたします。"
    write(page, f"倉田様\n{answer}\n{parcel}")
    expect(chips(page)).to_have_count(2)


def _strike_the_first(page: Page) -> None:
    with page.expect_response(re.compile("/guard/")):
        chips(page).nth(0).get_by_label(re.compile("消す")).check()


def _promises(desk: Stack, number: int) -> list[tuple[str, object]]:
    rows = desk.rows(
        "select what, due_at from promises_promise where conversation_id = %s order by id", number
    )
    return [(what, due_at) for what, due_at in rows]
