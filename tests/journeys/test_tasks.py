"""A request becomes a task by one key: asked before it is taken on, told in time when it will be late."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.moments import ALWAYS_OPEN, full_hour, typed
from tests.journeys.stack import Stack
from tests.journeys.writing import body, messages, open_conversation

ASKED = "訪問修理の受付件数を一覧にしていただけますか。"


def make_task(desk: Stack, page: Page) -> int:
    """A task of a letter that asks for work, by its key; the number of its conversation."""
    number = deliver(desk, Letter(subject=unique("一覧の依頼"), text=ASKED, to=ALWAYS_OPEN))
    open_conversation(page, number)
    expect(page.get_by_role("button", name="この依頼をタスクにする")).to_be_visible()
    page.keyboard.press("w")
    page.wait_for_url("**/tasks/*/")
    return number


def accept(page: Page, *, due_in: int, minutes: int) -> None:
    """Take the task on, with all that is asked for."""
    form = page.locator("#accept")
    form.get_by_label("目的").fill("月次の会議の資料")
    form.get_by_label("期限", exact=True).fill(typed(full_hour(ahead=due_in)))
    form.get_by_label("見積もり（分）").fill(str(minutes))
    form.get_by_role("button", name="引き受ける").click()
    expect(page.get_by_role("button", name="着手する")).to_be_visible()


def test_a_message_becomes_a_task_by_its_key_and_the_same_message_leads_to_it(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()

    number = make_task(desk, page)

    address = page.url
    expect(page.get_by_text(ASKED)).to_be_visible()
    open_conversation(page, number)
    mark = page.locator(".thread .msg").get_by_role("link", name=re.compile(r"T-\d+"))
    expect(mark).to_contain_text("受付前")
    mark.click()
    expect(page).to_have_url(address)
    open_conversation(page, number)
    beside = page.locator("#detail .task")
    expect(beside).to_have_count(1)
    beside.get_by_role("heading").get_by_role("link").click()
    expect(page).to_have_url(address)


def test_accepting_without_a_due_time_asks_first_and_drafts_the_questions_in_one_message(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    number = make_task(desk, page)

    page.get_by_role("button", name="引き受ける").click()

    expect(page.get_by_role("alert")).to_contain_text("質問を返信欄に下書きしました")
    expect(page.get_by_role("button", name="引き受ける")).to_be_visible()
    open_conversation(page, number)
    expect(body(page)).to_have_value(re.compile("①[^①]*何にお使い[^①]*②[^②]*期限は"))


def test_a_task_is_accepted_with_its_purpose_and_due_time(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    number = make_task(desk, page)

    accept(page, due_in=30, minutes=5)

    open_conversation(page, number)
    beside = page.locator("#detail .task")
    expect(beside).to_contain_text("月次の会議の資料")
    expect(beside.get_by_role("button")).to_have_count(0)  # nothing is unclear any more


def test_a_task_that_will_be_late_offers_the_notice_which_is_told_in_time_when_it_is_sent(
    desk: Stack, sign_in: SignIn
) -> None:
    page, later = sign_in(), full_hour(ahead=60)
    number = make_task(desk, page)
    accept(page, due_in=2, minutes=600)
    address = page.url

    delay = page.locator("#delay")
    expect(delay.get_by_role("heading")).to_have_text(re.compile("遅れる見込みです"))
    delay.get_by_label("遅れる理由").fill("集計の元になる表を確かめています")
    delay.get_by_label("新しい期限").fill(typed(later))
    delay.get_by_role("button", name="知らせを下書きする").click()
    expect(page).to_have_url(re.compile(f"/conversations/{number}/"))
    expect(body(page)).to_have_value(re.compile("間に合わない見込みです[\\s\\S]*新しい期限"))
    body(page).press("Control+Enter")
    expect(messages(page, "us")).to_contain_text("新しい期限")

    page.goto(address)
    expect(page.get_by_text("に遅れを知らせました")).to_be_visible()
    expect(page.get_by_text("期限のあとに知らせた")).to_have_count(0)
    due = page.locator(".facts--task").get_by_text(re.compile(f"0?{later.hour or 24}:00"))
    expect(due.first).to_be_visible()


def test_a_task_goes_from_lane_to_lane_on_the_board(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    make_task(desk, page)
    title = unique("受付件数の一覧")
    page.get_by_text("内容を書き直す").click()
    page.get_by_label("何をするか").fill(title)
    page.get_by_role("button", name="保存する").first.click()
    accept(page, due_in=30, minutes=5)

    page.get_by_role("button", name="着手する").click()
    page.goto("/tasks/")

    lane = page.locator("#tasks-board section").filter(has_text=title)
    expect(lane.get_by_role("heading").first).to_contain_text("進行中")
