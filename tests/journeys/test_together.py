"""Two people, and two windows of one, at the same conversation: who is there, and nothing is lost."""

import os
import signal
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Locator, Page, StorageState, expect

from tests.journeys.conftest import CHROMIUM, QUIET, SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.stack import Stack
from tests.journeys.writing import CLEAN, body, messages, open_conversation, row, write

AT_ONCE = 2_500  # ms: a second in which news are gathered, and the way there
GONE = 50_000  # ms: nobody is there for longer than 45 s without saying so


def test_who_reads_and_who_writes_is_seen_by_the_other_and_goes_when_they_leave(
    desk: Stack, sign_in: SignIn
) -> None:
    number = deliver(desk, Letter(subject=unique("二人で")))
    ann, dai = sign_in("fujiwara"), sign_in("eguchi")
    open_conversation(ann, number)
    expect(present(ann)).to_have_count(0)

    open_conversation(dai, number)
    expect(present(ann)).to_have_text("江口さんが見ています")
    expect(present(dai)).to_have_text("藤原さんが見ています")
    body(ann).press_sequentially("倉")
    expect(present(dai)).to_have_text("藤原さんが書いています")
    expect(present(dai)).to_have_text("藤原さんが見ています", timeout=20_000)

    dai.goto("/desk/")
    expect(present(ann)).to_have_count(0)


def test_a_list_says_within_two_seconds_who_reads_and_writes_and_is_not_asked_for_anew(
    desk: Stack, sign_in: SignIn
) -> None:
    letter = Letter(subject=unique("一覧から見える"))
    number = deliver(desk, letter)
    ann, dai = sign_in("fujiwara"), sign_in("eguchi")
    dai.goto("/desk/?queue=open&sort=new")
    mark = row(dai, letter.subject).locator("[data-present]")
    expect(row(dai, letter.subject)).to_be_visible()
    dai.wait_for_load_state("networkidle")
    asked: list[str] = []
    dai.on("request", lambda request: asked.append(request.headers.get("hx-target", "")))

    ann.goto(f"/conversations/{number}/?queue=theirs")
    expect(mark).to_have_attribute("title", "藤原さんが見ています", timeout=AT_ONCE)
    body(ann).press_sequentially("倉庫に")
    expect(mark).to_have_attribute("title", "藤原さんが書いています", timeout=AT_ONCE)
    ann.goto("/alerts/")
    expect(mark).to_have_count(0, timeout=AT_ONCE)

    assert "list" not in asked


def test_a_browser_that_fell_silent_is_gone_by_itself(
    desk: Stack, sign_in: SignIn, troubles: list[str]
) -> None:
    number = deliver(desk, Letter(subject=unique("黙った窓")))
    ann, dai = sign_in("fujiwara"), sign_in("eguchi")
    open_conversation(dai, number)
    open_conversation(ann, number)
    expect(present(ann)).to_have_count(1)

    dai.route("**/presence/", lambda route: route.abort())

    expect(present(ann)).to_have_count(0, timeout=GONE)
    assert all("net::ERR_" in said for said in troubles)
    troubles.clear()


def test_who_opens_another_conversation_has_left_the_first(desk: Stack, sign_in: SignIn) -> None:
    letter = Letter(subject=unique("次の対応"))
    first = deliver(desk, Letter(subject=unique("前の対応")))
    deliver(desk, letter)
    ann, dai = sign_in("fujiwara"), sign_in("eguchi")
    open_conversation(dai, first)
    ann.goto(f"/conversations/{first}/?queue=mine&sort=new")
    expect(present(dai)).to_have_count(1)

    row(ann, letter.subject).click()
    expect(ann.locator("#conv-title")).to_have_text(letter.subject)

    expect(present(dai)).to_have_count(0)
    expect(ann.locator("h1")).to_have_count(1)


def test_a_refused_reply_shows_and_marks_the_message_that_was_not_seen(
    desk: Stack, sign_in: SignIn
) -> None:
    letter = Letter(subject=unique("見ていない一通"))
    page = sign_in()
    open_conversation(page, deliver(desk, letter))
    page.route("**/events", lambda route: route.abort())
    write(page, CLEAN)
    page.evaluate("document.querySelector('#thread').removeAttribute('data-live')")
    deliver(desk, Letter(subject=letter.subject, text="届きました。", answers=letter.mail_id))

    body(page).press("Control+Enter")

    marked = page.locator("#thread .msg").filter(has_text="まだ読んでいないメッセージ")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("届きました。")
    expect(body(page)).to_have_value(CLEAN)


def test_two_windows_of_one_person_lose_neither_text(desk: Stack, sign_in: SignIn) -> None:
    number = deliver(desk, Letter(subject=unique("二つの窓")))
    first, second = sign_in(), sign_in()
    open_conversation(first, number)
    open_conversation(second, number)
    write(first, "一つ目の画面の文章です。")

    write(second, "二つ目の画面の文章です。")
    told = second.get_by_role("alert").filter(has_text="別の画面で書き直されています")
    expect(told).to_be_visible()
    expect(body(second)).to_have_value("二つ目の画面の文章です。")
    told.get_by_text("別の画面の文章を見る").click()
    expect(told).to_contain_text("一つ目の画面の文章です。")

    told.get_by_role("button", name="別の画面の文章に替える").click()
    expect(body(second)).to_have_value("一つ目の画面の文章です。")
    second.keyboard.press("Control+z")
    expect(body(second)).to_have_value("二つ目の画面の文章です。")


def test_typed_text_survives_a_killed_browser(
    desk: Stack,
    sign_in: SignIn,
    passes: dict[str, StorageState],
    browser_type: BrowserType,
    tmp_path: Path,
) -> None:
    number = deliver(desk, Letter(subject=unique("落ちたブラウザ")))
    sign_in()
    crashing = profile(browser_type, tmp_path, desk, passes["fujiwara"])
    page = crashing.pages[0]
    open_conversation(page, number)
    write(page, "落ちる前の返信です。")
    page.locator("#composer label").filter(has_text="社内メモ").click()
    with page.expect_response("**/note-draft/"):
        page.get_by_label("社内メモの本文").fill("落ちる前のメモです。")

    kill(tmp_path)
    again = profile(browser_type, tmp_path, desk, passes["fujiwara"])
    page = again.pages[0]
    open_conversation(page, number)

    expect(body(page)).to_have_value("落ちる前の返信です。")
    page.locator("#composer label").filter(has_text="社内メモ").click()
    expect(page.get_by_label("社内メモの本文")).to_have_value("落ちる前のメモです。")
    expect(messages(page, "us")).to_have_count(0)
    again.close()


def present(page: Page) -> Locator:
    """Who else is shown in the head of the conversation."""
    return page.locator("#presence .present")


def profile(
    browser_type: BrowserType, folder: Path, desk: Stack, signed_in: StorageState
) -> BrowserContext:
    """A browser of its own that keeps what it knows in a folder, as a person's does."""
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    context = browser_type.launch_persistent_context(
        folder / "profile",
        executable_path=CHROMIUM,
        args=[*QUIET, *root],
        base_url=desk.url,
        locale="ja-JP",
    )
    context.add_cookies(signed_in["cookies"])  # type: ignore[arg-type] # as they were given
    return context


def kill(folder: Path) -> None:
    """kill -9 of every process of the browser that has its profile there."""
    for path in Path("/proc").iterdir():
        if not path.name.isdigit() or int(path.name) == os.getpid():
            continue
        try:
            words = (path / "cmdline").read_bytes()
        except OSError:
            continue
        if b"chrom" in words and os.fsencode(folder / "profile") in words:
            os.kill(int(path.name), signal.SIGKILL)
