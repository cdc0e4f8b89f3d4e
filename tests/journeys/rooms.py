"""What is done in a client's room from either side, at any hour of the day."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.writing import send_button, write

SETTLED = "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
URGENT = "今日の出荷に間に合わせるため"


def begin_thread(page: Page, *, title: str, text: str) -> int:
    """A member begins a thread; its number."""
    page.goto("/portal/room/?new=1")
    page.get_by_label("題名").fill(title)
    page.get_by_label("本文").fill(text)
    page.get_by_role("button", name="送信").click()
    page.wait_for_url("**/portal/room/threads/*/")
    return int(page.url.rstrip("/").rpartition("/")[2])


def say_as_member(page: Page, text: str) -> None:
    """A member writes into the thread that is open."""
    page.get_by_label("本文").fill(text)
    page.get_by_role("button", name="送信").click()
    expect(page.locator("#thread .msg").last).to_contain_text(text)


def open_thread(page: Page, number: int) -> None:
    """An operator opens the thread in the room."""
    page.goto(f"/rooms/threads/{number}/")
    expect(page.locator("#conversation")).to_have_attribute("data-conversation", str(number))


def answer_now(page: Page, text: str) -> None:
    """Send the reply now: with a reason where the hour is no good one."""
    write(page, text)
    page.wait_for_function(SETTLED)  # the button may be another one by now
    if page.locator("#send [data-send=later]").count():
        send_urgently(page, URGENT)
    else:
        send_button(page).click()


def send_follow_up_now(page: Page) -> None:
    """Send what was decided in the call: where the hour is no good one, from the composer with a reason."""
    card = page.locator("section.call")
    at_once = card.get_by_role("button", name="まとめを送信")
    if at_once.count():
        at_once.click()
        return
    expect(card.get_by_role("button", name=re.compile("に送信予約"))).to_be_visible()
    card.get_by_role("button", name="今すぐ送信").click()
    expect(page.locator("#send [data-send=later]")).to_be_visible()
    send_urgently(page, URGENT)


def send_urgently(page: Page, reason: str) -> None:
    """By the menu beside the button: it cannot wait, because."""
    page.get_by_role("button", name="ほかの送り方").click()
    page.locator("#send-menu").get_by_role("button", name=re.compile("今すぐ送信")).click()
    dialog = page.locator("#urgent")
    dialog.get_by_label("待てない理由").fill(reason)
    dialog.get_by_role("button", name="今すぐ送信").click()
