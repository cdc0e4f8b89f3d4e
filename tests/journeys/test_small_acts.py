"""The small acts around a reply: who is called, what Escape leaves, where a phone opens, what is folded."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.stack import Stack
from tests.journeys.writing import CLEAN, body, open_conversation, row, send_button, write

PHONE = {"width": 390, "height": 844}
BLOCKED = "倉田様\nなるべく早くお届けします。"


def note(page: Page) -> Locator:
    """The field of the note, opened by its key."""
    page.keyboard.press("n")
    field = page.get_by_label("社内メモの本文")
    expect(field).to_be_focused()
    return field


def called(page: Page) -> Locator:
    """The names that are offered."""
    return page.get_by_role("listbox", name="呼ぶ人").get_by_role("option")


def test_an_at_sign_offers_the_people_of_this_client_and_the_keys_choose(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("呼ぶ人"))))
    field = note(page)

    page.keyboard.type("在庫を @")
    expect(called(page)).to_have_text(
        ["小野寺 健", "江口 真理", "高梨 ゆき"]
    )  # nobody from elsewhere
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("在庫を @江口 真理 ")

    page.keyboard.type("@小")
    page.keyboard.press("Tab")
    expect(field).to_have_value("在庫を @江口 真理 @小野寺 健 ")
    expect(field).to_be_focused()


def test_escape_leaves_the_names_but_not_the_field(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("呼ばない"))))
    field = note(page)
    page.keyboard.type("@")
    expect(called(page).first).to_be_visible()

    page.keyboard.press("Escape")
    page.keyboard.type("江")

    expect(called(page)).to_have_count(0)
    expect(field).to_be_focused()


def test_an_input_method_keeps_its_enter_while_names_are_offered(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("変換中"))))
    field = note(page)
    page.keyboard.type("@")
    keyboard = page.context.new_cdp_session(page)

    keyboard.send(
        "Input.imeSetComposition", {"text": "えぐち", "selectionStart": 3, "selectionEnd": 3}
    )
    keyboard.send(
        "Input.dispatchKeyEvent", {"type": "keyDown", "key": "Enter", "windowsVirtualKeyCode": 229}
    )
    expect(field).to_have_value("@えぐち")
    keyboard.send("Input.insertText", {"text": "江口"})

    expect(called(page)).to_have_text(["江口 真理"])
    page.keyboard.press("Enter")
    expect(field).to_have_value("@江口 真理 ")


def test_escape_closes_the_card_of_a_snooze_and_a_menu_takes_its_place(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("スヌーズ"))))
    card = page.locator("#act-title")

    page.keyboard.press("s")
    expect(card).to_be_visible()
    page.locator("#act [name=at]").focus()
    page.keyboard.press("Escape")
    expect(card).not_to_be_visible()

    page.keyboard.press("s")
    expect(card).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#ball-menu")).to_be_visible()
    expect(card).not_to_be_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_on_a_phone_a_conversation_opens_at_its_newest_message(
    desk: Stack, sign_in: SignIn, *, has_script: bool
) -> None:
    page = sign_in(viewport=PHONE, java_script_enabled=has_script)
    text = "\n".join(f"{line}行目" for line in range(200))
    number = deliver(desk, Letter(subject=unique("長い便り"), text=text))

    page.goto(f"/conversations/{number}/")

    expect(page.get_by_text("199行目")).to_be_in_viewport()
    expect(page.locator("#conv-title")).to_be_in_viewport()
    expect(page.get_by_label("返信の本文")).to_be_in_viewport()


def test_while_a_reply_waits_for_a_director_another_is_written_only_on_purpose(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    open_conversation(page, 4093)  # of a client who has such words approved
    write(page, BLOCKED)
    expect(send_button(page)).to_have_text(re.compile("承認を依頼"))
    send_button(page).click()

    expect(page.get_by_text("あなたの返信が、ディレクターの承認を待っています。")).to_be_visible()
    expect(body(page)).not_to_be_visible()
    page.keyboard.press("r")
    expect(body(page)).to_be_focused()

    page.get_by_role("button", name="取り下げて直す").click()
    expect(body(page)).to_have_value(BLOCKED)


def test_a_director_sees_what_waits_over_the_list_and_it_goes_by_itself(
    sign_in: SignIn,
) -> None:
    page, director = sign_in(), sign_in("sagara")
    director.goto("/")
    line = director.get_by_role("link", name=re.compile("承認を待っている返信が"))
    expect(line).to_have_count(0)

    open_conversation(page, 4093)
    write(page, BLOCKED)
    send_button(page).click()
    expect(line).to_be_visible()

    page.get_by_role("button", name="取り下げて直す").click()
    expect(line).to_have_count(0)


def test_a_scheduled_reply_that_is_being_changed_waits_on_until_the_new_text_takes_its_place(
    desk: Stack, sign_in: SignIn
) -> None:
    page, letter = sign_in(), Letter(subject=unique("予約を直す"))
    number = deliver(desk, letter)
    open_conversation(page, number)
    write(page, CLEAN)
    schedule_for_tomorrow(page)
    waiting = page.locator("[id^=scheduled-]")
    expect(waiting).to_contain_text("11月30日")
    expect(body(page)).to_have_value("")

    waiting.get_by_role("button", name="文面を直す").click()
    expect(body(page)).to_have_value(CLEAN)
    expect(waiting).to_contain_text("返信欄で文面を直しています")
    page.goto("/desk/?queue=scheduled")  # whoever leaves now breaks no word
    row(page, letter.subject).click()
    expect(waiting).to_contain_text("11月30日")

    write(page, CLEAN.replace("11月30日", "12月1日"))
    page.get_by_role("button", name="同じ日時で予約する").click()
    meant = page.get_by_role("button", name="この日時で予約する")
    expect(meant.or_(waiting.filter(has_text="12月1日"))).to_be_visible()
    if meant.is_visible():
        meant.click()
    expect(waiting).to_have_count(1)
    expect(waiting).to_contain_text("12月1日")
    expect(waiting).not_to_contain_text("直しています")


def schedule_for_tomorrow(page: Page) -> None:
    """By the menu; past the due time or not, by the hour of this journey: it is meant."""
    page.get_by_role("button", name="送信予約", exact=True).click()
    page.locator("#send-later").get_by_role("button", name="明日の朝").click()
    meant = page.get_by_role("button", name="この日時で予約する")
    waiting = page.locator("[id^=scheduled-]")
    expect(meant.or_(waiting)).to_be_visible()
    if meant.is_visible():
        meant.click()
    expect(waiting).to_be_visible()


def test_who_is_called_sees_by_whom_and_about_what_and_opening_it_from_the_list_settles_that(
    desk: Stack, sign_in: SignIn
) -> None:
    letter = Letter(subject=unique("呼ばれた対応"))
    number = deliver(desk, letter)
    page, caller = sign_in(), sign_in("eguchi")
    page.goto("/alerts/")
    seen = page.get_by_role("button", name="すべて既読にする")
    if seen.is_visible():
        seen.click()
        expect(seen).to_have_count(0)
    page.goto("/desk/?queue=open&sort=new")
    unseen = page.locator("#queues a[href='/alerts/'] .nav__count")
    open_conversation(caller, number)
    note(caller).fill("@藤原 みお 在庫を確かめてください。")
    caller.get_by_role("button", name=re.compile("メモを")).click()

    told = page.locator(".toast").filter(has_text="江口 真理さんが社内メモで呼んでいます")
    expect(told).to_contain_text(letter.subject)
    expect(told).to_contain_text("在庫を確かめてください。")
    page.reload()
    expect(unseen).to_have_text(re.compile("1$"))
    row(page, letter.subject).click()

    expect(unseen).to_have_count(0)


def test_a_directors_desk_opens_on_what_is_due_and_its_numbers_are_those_of_their_lists(
    sign_in: SignIn,
) -> None:
    director = sign_in("sagara")
    expect(director.get_by_role("heading", name="期限が近い・超過")).to_be_visible()

    client = director.locator("#queues .nav__item").filter(has_text="すずかぜ旅行")
    count = client.locator(".nav__count").inner_text()
    client.click()

    expect(director.get_by_role("heading", name="期限が近い・超過")).to_be_visible()
    expect(director.locator("#list .conv")).to_have_count(int(count))
