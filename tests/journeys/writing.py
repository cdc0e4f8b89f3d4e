"""What a person does at the desk, in the page's own words."""

import re

from playwright.sync_api import Locator, Page, expect

PUT_OFF = "倉田様\nお届け日を確認して、折り返しご連絡いたします。"
CLEAN = "倉田様\nお届け日は11月30日です。佐川急便でお届けいたします。"


def row(page: Page, subject: str) -> Locator:
    """The line of the list with this subject."""
    return page.locator("#list .conv").filter(has_text=subject)


def open_conversation(page: Page, number: int) -> None:
    """Open a conversation by its address."""
    page.goto(f"/conversations/{number}/?queue=mine")
    expect(page.locator("#conversation")).to_have_attribute("data-conversation", str(number))


def body(page: Page) -> Locator:
    """The field of the reply."""
    return page.get_by_label("返信の本文")


def write(page: Page, text: str) -> None:
    """Type a reply and wait for the guard's word about it."""
    with page.expect_response(re.compile("/guard/")):
        body(page).fill(text)


def send_button(page: Page) -> Locator:
    """The one button that sends, whatever it says."""
    return page.locator("#send-main")


def findings(page: Page) -> Locator:
    """The guard's findings that are shown."""
    return page.locator("#guard .finding:visible")


def underlined(page: Page) -> Locator:
    """The words that are underlined in the reply."""
    return page.locator("#reply-form .guarded__mirror mark")


def messages(page: Page, side: str) -> Locator:
    """The messages of the thread: side is them, us or note."""
    return page.locator(f"#thread .msg[data-from={side}]")
