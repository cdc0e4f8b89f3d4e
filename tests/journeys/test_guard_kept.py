"""The guard while somebody types: what is rewritten, left as it is, waits, comes back, all of it kept."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.stack import Stack
from tests.journeys.writing import body, messages, open_conversation, send_button, write

VAGUE = "倉田様\nお品物はなるべく早くお届けします。"
DATED = "倉田様\nお品物は11月30日(月)にお届けします。"
PUT_OFF = "倉田様\nお届け日を確認して、折り返しご連絡いたします。"
BLOCKING = "help@northpine-kaikei.example"
ALIGNED = """() => {
  const [mirror, field] = ["#reply-form .guarded__mirror", "#body"].map((one) => document.querySelector(one));
  const told = (one) => ["font", "letterSpacing", "wordSpacing", "padding", "lineBreak"].map((name) => getComputedStyle(one)[name]).join();
  return told(mirror) === told(field) && mirror.clientWidth === field.clientWidth && Math.abs(mirror.scrollHeight - field.scrollHeight) < 2;
}"""


def finding(page: Page, rule: str) -> Locator:
    """The findings of one rule that are shown."""
    return page.locator(f"#guard .finding[data-rule={rule}]:visible")


def leave_as_it_is(page: Page, rule: str) -> None:
    """Press このまま on the first finding of a rule, and wait until the server keeps it."""
    with page.expect_response(re.compile("/silences/")):
        finding(page, rule).first.get_by_role("button", name="このまま").click()


def test_one_key_applies_a_rewrite_and_what_is_left_as_it_is_survives_a_reload(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    number = deliver(desk, Letter(subject=unique("届く日")))
    open_conversation(page, number)
    write(page, f"{PUT_OFF}\n{VAGUE}")
    expect(finding(page, "reply-promise")).to_have_count(1)
    expect(finding(page, "concrete-wording")).to_have_count(1)

    with page.expect_response(re.compile("/guard/")):
        body(page).press(f"Alt+{finding(page, 'reply-promise').get_attribute('data-n')}")
    expect(finding(page, "reply-promise")).to_have_count(0)
    leave_as_it_is(page, "concrete-wording")
    expect(finding(page, "concrete-wording")).to_have_count(0)

    page.reload()
    expect(page.locator("#guard")).to_contain_text("このままにした指摘 1件")
    expect(finding(page, "concrete-wording")).to_have_count(0)
    send_button(page).click()
    expect(messages(page, "us")).to_have_count(1)
    [(found, rewritten, silenced)] = desk.rows(
        "select found, rewritten, silenced from guard_guardcheck g join conversations_message m"
        " on m.id = g.message_id where m.conversation_id = %s",
        number,
    )
    assert (found["reply-promise"], rewritten) == (1, {"reply-promise": 1})
    assert [(one["rule"], one["span"]) for one in silenced] == [
        ("concrete-wording", "なるべく早く")
    ]


def test_the_underlines_stay_under_their_words_on_every_width(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("長い返信"))))
    write(page, f"{VAGUE}\n" + "お待たせしております。ABC-123 の件です。\n" * 6)

    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        body(page).press("End")
        body(page).press_sequentially("あ")
        page.wait_for_function(ALIGNED)


def test_a_blocked_reply_comes_back_with_a_word_and_leaves_as_the_director_changed_it(
    desk: Stack, sign_in: SignIn
) -> None:
    number = deliver(desk, Letter(subject=unique("修正の予定"), to=BLOCKING))
    page, director = sign_in("fujiwara"), sign_in("sagara")
    open_conversation(page, number)
    write(page, VAGUE)
    expect(send_button(page)).to_have_text("承認を依頼")
    send_button(page).click()
    expect(page.locator("#thread .held")).to_contain_text("承認待ち")

    open_conversation(director, number)
    card = director.locator("#thread .held")
    expect(card.locator(".clock")).to_be_visible()
    expect(card).to_contain_text("なるべく早く")
    card.get_by_label("ひとこと").fill("日付を入れてください。")
    card.get_by_role("button", name="差し戻す").click()
    expect(page.locator("#thread .held")).to_contain_text("日付を入れてください。")
    page.reload()
    expect(body(page)).to_have_value(VAGUE)

    write(page, f"{VAGUE}月末の予定です。")
    send_button(page).click()
    expect(card.locator(".difference ins")).to_contain_text("月末")
    card.get_by_text("文面を直して承認する").click()
    card.get_by_label("送信する文面").fill(DATED)
    card.get_by_role("button", name="承認して送信").click()

    expect(messages(page, "us")).to_contain_text("11月30日(月)にお届けします")
    messages(page, "us").get_by_text("相良 実が文面を直しました").click()
    expect(messages(page, "us").locator(".difference del").first).to_contain_text("なるべく")


def test_what_a_trainee_writes_waits_for_a_director(desk: Stack, sign_in: SignIn) -> None:
    number = deliver(
        desk, Letter(subject=unique("予約の変更"), to="yoyaku@haruka-seikotsu.example")
    )
    director = sign_in("sagara")
    _train(director, "はるか整骨院", "大西", "研修中にする")
    try:
        page = sign_in("onishi")
        open_conversation(page, number)
        expect(send_button(page)).to_have_text("承認を依頼")
        write(page, DATED)
        send_button(page).click()
        expect(page.locator("#thread .held")).to_contain_text("承認待ち")
        expect(messages(page, "us")).to_have_count(0)

        open_conversation(director, number)
        director.get_by_role("button", name="引き取って自分で送る").click()
        expect(body(director)).to_have_value(DATED)
        expect(page.locator("#thread .held")).to_contain_text("この文面を引き取りました")
    finally:
        _train(director, "はるか整骨院", "大西", "研修を終える")


def _train(director: Page, client: str, name: str, button: str) -> None:
    director.goto("/settings/clients/")
    director.get_by_role("main").get_by_role("link", name=client).first.click()
    director.get_by_role("link", name="担当", exact=True).click()
    row = director.get_by_role("row").filter(has_text=name)
    row.get_by_role("button", name=button).click()
    expect(director.get_by_role("status")).to_contain_text("保存しました")
