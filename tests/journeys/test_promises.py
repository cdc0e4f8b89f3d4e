"""A word given in a reply: seen before it goes, mended, held in the ledger, kept by the next reply."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.moments import ALWAYS_OPEN, full_hour, said, typed
from tests.journeys.stack import Stack
from tests.journeys.writing import body, messages, open_conversation, write

KEPT = "倉田様\n交換品は佐川急便で発送しました。伝票番号は 4012-3345-1180 です。"


def holding(hours: int = 2) -> str:
    """A holding reply that promises an answer in so many hours."""
    return f"倉田様\n{said(full_hour(ahead=hours))}までに交換の可否をご回答いたします。"


def chips(page: Page) -> Locator:
    """The promises that the reply would give."""
    return page.locator("#guard .promised")


def given(page: Page) -> Locator:
    """The promises under our messages."""
    return messages(page, "us").locator(".extracts .promise")


def ball(page: Page) -> Locator:
    """Where the ball lies, in the head of the conversation."""
    return page.locator(".conv-head__clock .ball").first


def clock_words(hour: int) -> re.Pattern[str]:
    """Due at this hour, with or without its day; midnight is the end of one."""
    return re.compile(rf"(?<!\d)0?{hour or 24}:00")


def promise_an_answer(page: Page, number: int) -> None:
    """Send the holding reply by its key."""
    open_conversation(page, number)
    write(page, holding())
    expect(chips(page)).to_have_count(1)
    body(page).press("Control+Enter")
    expect(given(page)).to_have_count(1)


def test_a_holding_reply_shows_its_promise_which_is_mended_and_leaves_the_ball_with_us(
    desk: Stack, sign_in: SignIn
) -> None:
    page, later = sign_in(), full_hour(ahead=4)
    open_conversation(page, deliver(desk, Letter(subject=unique("回答の約束"), to=ALWAYS_OPEN)))

    write(page, holding())
    expect(chips(page)).to_have_count(1)
    expect(chips(page)).to_contain_text(clock_words(full_hour(ahead=2).hour))
    expect(page.locator("#send .ball")).to_have_attribute("data-side", "us")
    chips(page).locator("summary").click()
    with page.expect_response(re.compile("/guard/")):
        chips(page).get_by_label("期限").fill(typed(later))
        body(page).focus()
    expect(chips(page)).to_contain_text(clock_words(later.hour))
    body(page).press("Control+Enter")

    expect(given(page)).to_contain_text(clock_words(later.hour))
    expect(ball(page)).to_have_attribute("data-side", "us")


def test_a_promise_that_is_struck_is_not_given_and_the_ball_goes_over(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("消す約束"), to=ALWAYS_OPEN)))
    write(page, holding())

    with page.expect_response(re.compile("/guard/")):
        chips(page).get_by_label(re.compile("消す")).check()
    body(page).press("Control+Enter")

    expect(messages(page, "us")).to_have_count(1)
    expect(given(page)).to_have_count(0)
    expect(ball(page)).to_have_attribute("data-side", "them")


def test_a_promise_stands_in_the_ledger_with_the_message_that_gave_it(
    desk: Stack, sign_in: SignIn
) -> None:
    page, letter = sign_in(), Letter(subject=unique("台帳の約束"), to=ALWAYS_OPEN)
    promise_an_answer(page, deliver(desk, letter))

    page.goto("/promises/")

    line = page.locator("#promises .item").filter(has_text=letter.subject)
    expect(line).to_contain_text(clock_words(full_hour(ahead=2).hour))
    line.get_by_role("link", name=re.compile(re.escape(letter.subject))).click()
    expect(messages(page, "us")).to_contain_text("交換の可否をご回答いたします")


def test_the_next_reply_offers_to_keep_the_promise_and_the_ledger_shows_both_messages(
    desk: Stack, sign_in: SignIn
) -> None:
    page, letter = sign_in(), Letter(subject=unique("果たす約束"), to=ALWAYS_OPEN)
    promise_an_answer(page, deliver(desk, letter))

    write(page, KEPT)
    expect(
        page.get_by_role("group", name="この返信で果たす約束").get_by_role("checkbox")
    ).to_be_checked()
    body(page).press("Control+Enter")
    expect(messages(page, "us")).to_have_count(2)
    expect(given(page)).to_contain_text("守った")
    expect(ball(page)).to_have_attribute("data-side", "them")

    page.goto("/promises/?owner=mine&state=kept")
    line = page.locator("#promises .item").filter(has_text=letter.subject)
    expect(line.get_by_role("link", name="果たした返信")).to_be_visible()
    line.locator(".item__title").click()
    expect(page.get_by_text("約束した返信")).to_be_visible()
    expect(page.get_by_text("果たした返信")).to_be_visible()


def test_a_promise_given_in_one_window_stands_in_the_ledger_of_another_without_a_reload(
    desk: Stack, sign_in: SignIn
) -> None:
    page, director = sign_in(), sign_in("eguchi")
    letter = Letter(subject=unique("生きた台帳"), to=ALWAYS_OPEN)
    number = deliver(desk, letter)
    director.goto("/promises/?owner=all")

    promise_an_answer(page, number)

    expect(director.locator("#promises .item").filter(has_text=letter.subject)).to_be_visible()


def test_a_struck_and_a_mended_promise_are_there_after_a_reload_and_so_is_what_is_sent(
    desk: Stack, sign_in: SignIn
) -> None:
    page, letter = sign_in(), Letter(subject=unique("読み込み直し"), to=ALWAYS_OPEN)
    number, later = deliver(desk, letter), full_hour(ahead=5)
    open_conversation(page, number)
    parcel = f"{said(full_hour(ahead=3))}までに交換品を発送いたします。"
    write(page, f"{holding()}\n{parcel}")
    expect(chips(page)).to_have_count(2)
    with page.expect_response(re.compile("/guard/")):
        chips(page).nth(0).get_by_label(re.compile("消す")).check()
    chips(page).nth(1).locator("summary").click()
    with page.expect_response(re.compile("/guard/")):
        chips(page).nth(1).get_by_label("期限").fill(typed(later))
        body(page).focus()
    expect(chips(page).nth(1)).to_contain_text(clock_words(later.hour))

    page.reload()

    expect(chips(page)).to_have_count(2)
    expect(chips(page).nth(0).get_by_label(re.compile("消す"))).to_be_checked()
    expect(chips(page).nth(1)).to_contain_text(clock_words(later.hour))
    expect(chips(page).nth(1)).to_contain_text("文面では")
    body(page).press("Control+Enter")
    expect(given(page)).to_have_count(1)
    page.goto("/promises/")
    line = page.locator("#promises .item").filter(has_text=letter.subject)
    expect(line).to_have_count(1)
    expect(line).to_contain_text("交換品を発送")
    expect(line).to_contain_text(clock_words(later.hour))


def test_a_day_word_of_a_scheduled_reply_is_told_with_both_dates_before_it_is_kept(
    desk: Stack, sign_in: SignIn
) -> None:
    page, letter = sign_in(), Letter(subject=unique("明日と書いた予約"), to=ALWAYS_OPEN)
    at = full_hour(ahead=0) + timedelta(days=3)
    open_conversation(page, deliver(desk, letter))
    write(page, "倉田様\n明日15時までに交換の可否をご回答いたします。")

    page.locator("#reply-form [aria-label=送信予約]").click()
    page.locator("#send-later").get_by_label("日時を指定").fill(typed(at))
    page.locator("#send-later").get_by_role("button", name="予約する").click()

    theirs = at + timedelta(days=1)
    told = page.locator("#guard").get_by_role("note")
    expect(told).to_contain_text(f"届いてから読むと{theirs.month}月{theirs.day}日")
    expect(page.get_by_label("返信の本文")).to_have_value(re.compile("明日15時"))
    page.get_by_role("button", name="この日時で予約する").click()
    meant = page.get_by_role("button", name="この日時で予約する")
    expect(meant).to_have_count(0)
    expect(page.locator("[id^=scheduled-]")).to_contain_text("交換の可否")
