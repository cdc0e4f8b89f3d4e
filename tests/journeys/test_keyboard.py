"""Without the mouse: the palette, the templates, the single letters; an input method keeps its keys."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.stack import Stack
from tests.journeys.writing import CLEAN, body, messages, open_conversation, send_button, write


def test_the_palette_goes_where_its_words_say(sign_in: SignIn) -> None:
    page = sign_in()
    opened(page)

    page.keyboard.type("担当なし")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("queue=unassigned"))


def test_escape_closes_the_palette_and_gives_the_caret_back(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("戻る所"))))
    body(page).focus()
    opened(page)

    page.keyboard.press("Escape")

    expect(palette(page)).not_to_be_visible()
    expect(body(page)).to_be_focused()


def test_the_palette_offers_what_can_be_done_here(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("できること"))))
    opened(page)
    expect(page.locator("#palette-verbs [role=option]").first).to_be_visible()

    page.keyboard.type("社内メモ")
    page.keyboard.press("Enter")

    expect(page.get_by_label("社内メモの本文")).to_be_focused()


def test_the_arrows_move_and_the_screen_reader_knows_where(sign_in: SignIn) -> None:
    page = sign_in()
    opened(page)
    field = page.get_by_role("combobox", name="検索することば、またはコマンド")
    options = page.locator("#palette [role=option]:visible")

    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute(
        "aria-activedescendant", options.nth(1).get_attribute("id") or ""
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")

    expect(field).to_have_attribute("aria-activedescendant", options.last.get_attribute("id") or "")
    assert not Axe().run(page, context="#palette").response["violations"]


def test_an_input_method_at_work_in_the_palette_chooses_nothing(sign_in: SignIn) -> None:
    page = sign_in()
    opened(page)
    ime = page.context.new_cdp_session(page)

    compose(ime, "たんとうなし")
    confirm(ime)
    page.wait_for_timeout(500)

    expect(palette(page)).to_be_visible()
    assert "queue=unassigned" not in page.url


def test_the_enter_that_confirms_a_conversion_never_sends(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("変換の確定"))))
    write(page, CLEAN)
    ime = page.context.new_cdp_session(page)
    body(page).focus()

    compose(ime, "おねがいします")
    confirm(ime, modifiers=2)
    page.wait_for_timeout(800)

    expect(messages(page, "us")).to_have_count(0)


def test_a_template_goes_to_the_caret_and_its_gap_stands_ready(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("定型文"))))
    body(page).press_sequentially("お世話になっております。\n/")
    picker = page.get_by_role("dialog", name="定型文")
    expect(picker.get_by_role("option").first).to_be_visible()

    with page.expect_response(re.compile("/guard/")):
        page.keyboard.press("Enter")

    expect(picker).not_to_be_visible()
    text = body(page).input_value()
    assert text.startswith("お世話になっております。\n")
    assert "/" not in text
    assert "{{" not in text
    if "〔" in text:
        chosen = page.evaluate("getSelection().toString()")
        assert chosen.startswith("〔")
        assert chosen.endswith("〕")


def test_a_gap_that_was_left_is_not_sent(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("書き残し"))))
    write(page, "倉田様\nお届け日は〔　〕です。")

    send_button(page).click()

    expect(page.get_by_role("alert").filter(has_text="〔　〕が残っています")).to_be_visible()
    expect(body(page)).to_have_value("倉田様\nお届け日は〔　〕です。")
    expect(messages(page, "us")).to_have_count(0)


def test_without_script_a_template_is_put_under_the_text(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in(java_script_enabled=False)
    open_conversation(page, deliver(desk, Letter(subject=unique("スクリプトなしの定型文"))))

    body(page).fill("お世話になっております。")
    page.get_by_role("button", name="定型文").click()
    page.get_by_role("button", name="返信に入れる").click()

    assert body(page).input_value().startswith("お世話になっております。\n")
    assert len(body(page).input_value().splitlines()) > 2


def test_every_key_of_the_list_does_something(sign_in: SignIn) -> None:
    page = sign_in()
    page.keyboard.press("?")
    rows = page.locator("#keys [data-act]")
    expect(rows.first).to_be_visible()

    listed = rows.evaluate_all("rows => rows.map((row) => row.dataset.act)")
    path = page.locator("script[src*='js/keys']").get_attribute("src") or ""
    script = page.request.get(path).text()

    block = script.partition("const acts = {")[2].partition("\n};")[0]
    known = re.findall(r'^  "?([a-z-]+)"?:', block, re.M)
    assert sorted(listed) == sorted(known)


def palette(page: Page) -> Locator:
    """The dialog of ⌘K."""
    return page.locator("#palette")


def opened(page: Page) -> None:
    """⌘K (Ctrl elsewhere)."""
    page.keyboard.press("Control+k")
    expect(palette(page)).to_be_visible()


def compose(ime: CDPSession, text: str) -> None:
    """What an input method does before the words are chosen."""
    for end in range(1, len(text) + 1):
        ime.send(
            "Input.imeSetComposition",
            {"text": text[:end], "selectionStart": end, "selectionEnd": end},
        )


def confirm(ime: CDPSession, *, modifiers: int = 0) -> None:
    """The Enter that chooses the words: browsers report it with the key code 229."""
    for kind in ("rawKeyDown", "keyUp"):
        ime.send(
            "Input.dispatchKeyEvent",
            {
                "type": kind,
                "key": "Process",
                "code": "Enter",
                "windowsVirtualKeyCode": 229,
                "modifiers": modifiers,
            },
        )
