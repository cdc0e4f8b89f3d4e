"""The guard at the desk: reasons, approvals, newer messages, the IME, and nothing typed is lost."""

import re

from playwright.sync_api import CDPSession, Page, Request, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, post, unique
from tests.journeys.stack import Stack
from tests.journeys.writing import (
    CLEAN,
    PUT_OFF,
    body,
    messages,
    open_conversation,
    send_button,
    underlined,
    write,
)

REASON = "倉庫の回答を待っています。15時に次の連絡を入れます。"
AFTER_THE_PAUSE = 800  # ms: the guard is asked 300 ms after the last key


def test_a_stop_is_sent_with_a_written_reason_only(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("在庫の確認"))))
    write(page, PUT_OFF)
    send_button(page).click()
    dialog = page.get_by_role("dialog", name="理由を書いて送信")

    dialog.get_by_role("button", name="送信する").click()
    expect(dialog).to_be_visible()
    expect(messages(page, "us")).to_have_count(0)
    dialog.get_by_label("このまま送る理由").fill(REASON)
    dialog.get_by_role("button", name="送信する").click()

    expect(messages(page, "us")).to_contain_text("折り返しご連絡いたします")
    expect(messages(page, "us")).to_contain_text(f"理由を書いて送信：{REASON}")


def test_a_block_goes_out_when_the_director_approves(desk: Stack, sign_in: SignIn) -> None:
    letter = Letter(subject=unique("取込の不具合"), to="help@northpine-kaikei.example")
    number = deliver(desk, letter)
    page = sign_in("fujiwara")
    open_conversation(page, number)
    write(page, "倉田様\n不具合の修正は、近日中に公開いたします。")
    expect(send_button(page)).to_have_text("承認を依頼")
    send_button(page).click()
    expect(page.locator("#thread .held")).to_contain_text("承認待ち")
    expect(messages(page, "us")).to_have_count(0)

    director = sign_in("sagara")
    open_conversation(director, number)
    director.get_by_role("button", name="承認して送信").click()
    expect(messages(director, "us")).to_contain_text("相良 実が承認")

    expect(messages(page, "us")).to_contain_text("近日中に公開いたします")
    expect(messages(page, "us")).to_contain_text("送信済み")


def test_a_newer_message_stops_the_reply_and_the_text_stays(desk: Stack, sign_in: SignIn) -> None:
    letter = Letter(subject=unique("配送先の変更"))
    page = sign_in()
    open_conversation(page, deliver(desk, letter))
    write(page, CLEAN)
    post(desk, Letter(subject=letter.subject, text="やはり取り消します。", answers=letter.mail_id))
    expect(messages(page, "them")).to_have_count(2)
    expect(page.locator("#newer")).to_be_visible()

    body(page).press("Control+Enter")
    refusal = page.get_by_role("alert").filter(has_text="新しいメッセージが加わっています")
    expect(refusal).to_be_visible()
    expect(messages(page, "them").last).to_contain_text("やはり取り消します。")
    expect(body(page)).to_have_value(CLEAN)
    expect(messages(page, "us")).to_have_count(0)

    body(page).press("Control+Enter")
    expect(messages(page, "us")).to_have_count(1)


def test_an_ime_at_work_neither_asks_the_guard_nor_sends(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("変換の途中"))))
    asked: list[str] = []
    page.on("request", lambda request: _note_post(request, asked))
    ime = page.context.new_cdp_session(page)
    body(page).focus()

    _compose(ime, "おりかえしれんらくします")
    page.wait_for_timeout(AFTER_THE_PAUSE)
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(AFTER_THE_PAUSE)
    assert asked == []
    with page.expect_response(re.compile("/guard/")):
        ime.send("Input.insertText", {"text": "折り返し連絡します。"})

    expect(underlined(page)).to_have_count(1)
    assert len(asked) == 1
    expect(messages(page, "us")).to_have_count(0)


def test_a_double_click_sends_once(desk: Stack, sign_in: SignIn) -> None:
    number = deliver(desk, Letter(subject=unique("二度押し")))
    page = sign_in()
    open_conversation(page, number)
    write(page, CLEAN)

    send_button(page).dblclick()

    expect(messages(page, "us")).to_contain_text("送信済み")
    assert _replies(desk, number) == 1


def test_typed_text_survives_a_reload_before_and_after_the_guard_was_asked(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in()
    number = deliver(desk, Letter(subject=unique("書きかけ")))
    open_conversation(page, number)
    body(page).fill("書きかけの")
    page.reload()
    expect(body(page)).to_have_value("書きかけの")

    write(page, "書きかけの文章です。")
    elsewhere = sign_in()
    open_conversation(elsewhere, number)

    expect(body(elsewhere)).to_have_value("書きかけの文章です。")


def test_without_script_a_reply_is_sent(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in(java_script_enabled=False)
    open_conversation(page, deliver(desk, Letter(subject=unique("スクリプトなし"))))

    body(page).fill(CLEAN)
    send_button(page).click()

    expect(messages(page, "us")).to_contain_text("佐川急便でお届けいたします")


def test_without_script_a_stop_shows_its_findings_keeps_the_text_and_takes_a_reason(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in(java_script_enabled=False)
    number = deliver(desk, Letter(subject=unique("スクリプトなしの停止")))
    open_conversation(page, number)

    body(page).fill(PUT_OFF)
    assert _status_after(page, "送信") == 422
    expect(page.locator("#guard .finding")).to_contain_text("いつ連絡が来るのか分かりません")
    expect(body(page)).to_have_value(PUT_OFF)
    assert _replies(desk, number) == 0
    page.get_by_label("このまま送る理由").fill(REASON)
    assert _status_after(page, "送信する") == 200

    expect(messages(page, "us")).to_contain_text(REASON)


def _note_post(request: Request, asked: list[str]) -> None:
    if request.method == "POST" and not request.url.endswith("/presence/"):
        asked.append(request.url)


def _compose(ime: CDPSession, text: str) -> None:
    """What an input method does before the words are chosen."""
    for end in range(1, len(text) + 1):
        ime.send(
            "Input.imeSetComposition",
            {"text": text[:end], "selectionStart": end, "selectionEnd": end},
        )


def _replies(desk: Stack, number: int) -> int:
    return len(
        desk.rows(
            "select 1 from conversations_message where conversation_id = %s and kind = 'reply'",
            number,
        )
    )


def _status_after(page: Page, button: str) -> int:
    with page.expect_response(re.compile("/conversations/")) as answered:
        page.get_by_role("button", name=button, exact=True).first.click()
    answer = answered.value
    redirected = answer.status in {302, 303}
    return 200 if redirected else answer.status
