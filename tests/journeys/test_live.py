"""Live updates where the line is bad: nothing that happened stays unseen."""

import os
import re
import signal
import time

from playwright.sync_api import Route, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.stack import Stack
from tests.journeys.writing import (
    CLEAN,
    messages,
    open_conversation,
    row,
    send_button,
    write,
)

SLOW_SECONDS = 2
CATCHING_UP = 25_000  # ms: the server starts anew and the browser tries every three seconds


def test_what_happened_while_the_answer_was_on_its_way_is_shown(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("遅い回線"))))
    write(page, CLEAN)
    page.route("**/replies/**", _hold_back)

    send_button(page).click()

    expect(messages(page, "us")).to_contain_text("送信済み", timeout=10_000)


def test_a_page_catches_up_after_the_web_server_was_killed(
    desk: Stack, sign_in: SignIn, troubles: list[str]
) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("切れる前"))))
    letter = Letter(subject=unique("切れているあいだ"))

    os.kill(desk.pid_of("web"), signal.SIGKILL)
    deliver(desk, letter)

    expect(row(page, letter.subject)).to_be_visible(timeout=CATCHING_UP)
    assert all("net::ERR_" in said for said in troubles)
    troubles.clear()


def test_a_page_whose_stream_came_late_catches_up(
    desk: Stack, sign_in: SignIn, troubles: list[str]
) -> None:
    page = sign_in()
    page.route("**/events", _refuse)
    # not the stream of the page before, which ends by being left
    with page.expect_event("requestfailed", lambda one: "RESET" in (one.failure or "")):
        page.reload()
    letter = Letter(subject=unique("まだつながらない"))

    deliver(desk, letter)
    page.unroute("**/events")

    expect(row(page, letter.subject)).to_be_visible(timeout=CATCHING_UP)
    assert all("net::ERR_" in said for said in troubles)
    troubles.clear()


def test_going_on_before_a_conversation_has_come_keeps_pane_and_side_together(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    slow = deliver(desk, Letter(subject=unique("先の対応")))
    quick = deliver(desk, Letter(subject=unique("次の対応"), email="next@mail.example"))
    page.goto("/desk/?queue=open")
    page.route(re.compile(f"/conversations/{slow}/"), _hold_back)

    with page.expect_response(re.compile(f"/conversations/{slow}/")):
        page.locator(f"#row-{slow}").click()
        page.locator(f"#row-{quick}").click()

    expect(page.locator("#conversation")).to_have_attribute("data-conversation", str(quick))
    expect(page.locator("#detail")).to_contain_text("next@mail.example")
    expect(page).to_have_url(re.compile(f"/conversations/{quick}/"))


def _refuse(route: Route) -> None:
    route.abort("connectionreset")


def _hold_back(route: Route) -> None:
    """The server answers, and the answer takes its time."""
    answer = route.fetch()
    time.sleep(SLOW_SECONDS)
    route.fulfill(response=answer)
