"""Writing into a client's room while its reader is away: kept until they are back, unless it is urgent."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import unique
from tests.journeys.moments import TOKYO
from tests.journeys.rooms import begin_thread, open_thread, send_urgently
from tests.journeys.session import Session
from tests.journeys.stack import Stack
from tests.journeys.writing import messages, send_button, write

ASKED = "年末の納品先を教えてください。"
ANSWER = "小川さん、年末の納品先は第2倉庫です。"
DAYS_AWAY = 2


@pytest.fixture(scope="module", autouse=True)
def away(desk: Stack) -> None:
    """小川さん is away today and tomorrow: no hour is a good one to write to them."""
    [(contact,)] = desk.rows("select id from contacts_contact where name = %s", "小川 直")
    today = datetime.now(TOKYO).date()
    Session(desk.url, "eguchi").post(
        f"/settings/clients/contacts/{contact}/absences/",
        first=today,
        last=today + timedelta(days=DAYS_AWAY - 1),
        note="出張",
    )


def waiting(page: Page) -> Locator:
    """The replies of the thread that leave later."""
    return page.locator("[id^=scheduled-]")


def keep(page: Page) -> None:
    """Press the button; a moment past the reply's due time is meant, which it is by the hour of this journey."""
    send_button(page).click()
    meant = page.get_by_role("button", name="この日時で予約する")
    expect(meant.or_(waiting(page))).to_be_visible()
    if meant.is_visible():
        meant.click()
    expect(waiting(page)).to_contain_text(ANSWER)


def open_asked(operator: Page, member: Page, title: str) -> None:
    """A thread that 小川さん began, as the operator sees it, with an answer written."""
    number = begin_thread(member, title=unique(title), text=ASKED)
    open_thread(operator, number)
    write(operator, ANSWER)


def test_the_button_offers_the_next_good_moment_with_its_date_and_keeps_the_reply_until_then(
    sign_in: SignIn, visit: SignIn
) -> None:
    page, member = sign_in(), visit("ogawa")
    open_asked(page, member, "納品日")

    expect(send_button(page)).to_have_text(re.compile(r"\d{1,2}:\d{2} に送信予約"))
    offered = send_button(page).inner_text().partition(" に送信予約")[0].strip()
    keep(page)

    expect(waiting(page)).to_contain_text(f"{offered} に送信")
    expect(messages(page, "us")).to_have_count(0)
    member.reload()
    expect(member.locator("#thread .msg")).to_have_count(1)


def test_what_cannot_wait_goes_at_once_with_a_reason_and_never_without(
    desk: Stack, sign_in: SignIn, visit: SignIn
) -> None:
    page, member = sign_in(), visit("ogawa")
    open_asked(page, member, "急ぎの納品日")
    reason = unique("今夜の出荷を止める必要があるため")

    send_urgently(page, "")
    expect(page.get_by_text("急ぎの理由を書いてください。").first).to_be_visible()
    expect(messages(page, "us")).to_have_count(0)
    page.locator("#urgent").get_by_label("待てない理由").fill(reason)
    page.locator("#urgent").get_by_role("button", name="今すぐ送信").click()

    expect(messages(page, "us")).to_contain_text(ANSWER)
    expect(member.locator("#thread")).to_contain_text(ANSWER)


def test_a_kept_reply_stands_in_the_list_of_what_leaves_later_and_is_cancelled_there(
    sign_in: SignIn, visit: SignIn
) -> None:
    page, member = sign_in(), visit("ogawa")
    open_asked(page, member, "取り消す予約")
    keep(page)
    subject = page.locator("#conv-title").inner_text()

    page.goto("/scheduled-replies/")
    line = page.locator("main li").filter(has_text=subject)
    expect(line).to_have_count(1)
    line.get_by_role("button", name=re.compile("取り消す")).click()

    expect(page.locator("main li").filter(has_text=subject)).to_have_count(0)
