"""A client's room from both of its sides at once: what one says or does, the other sees by itself."""

import re

from playwright.sync_api import FilePayload, Locator, Page, expect

from madoguchi.config import Config
from madoguchi.engines import mailtext
from tests.journeys.conftest import SignIn
from tests.journeys.mailing import SUPPORT, Letter, deliver, post, unique
from tests.journeys.rooms import (
    answer_now,
    begin_thread,
    open_thread,
    say_as_member,
    send_follow_up_now,
)
from tests.journeys.stack import Stack
from tests.journeys.writing import messages, row

ASKED = "年末の最終便は、どの営業所まで間に合いますか。"
ANSWER = "佐伯さん、最終便は仙台の営業所まで間に合います。"
OWN = "saeki@komorebi-shokki.example"
SECRET = FilePayload(name="梱包手順.txt", mimeType="text/plain", buffer="紙で包む".encode())


def ball(page: Page) -> Locator:
    """Where the ball lies, in the head of the thread."""
    return page.locator(".conv-head__clock .ball").first


def signs_of(page: Page, text: str) -> Locator:
    """The reactions and marks that can be put at this message, opened."""
    message = page.locator("#thread .msg").filter(has_text=text)
    message.get_by_role("button", name="リアクションと印").click()
    return message.locator("[popover]:popover-open")


def test_what_a_member_writes_appears_at_the_desk_and_the_answer_at_the_member_without_a_reload(
    sign_in: SignIn, visit: SignIn
) -> None:
    page, member, title = sign_in(), visit("saeki"), unique("最終便")
    page.goto("/desk/?queue=open&sort=new")

    number = begin_thread(member, title=title, text=ASKED)
    row(page, title).click()
    expect(messages(page, "them")).to_contain_text(ASKED)
    answer_now(page, ANSWER)

    expect(member.locator("#thread")).to_contain_text(ANSWER)
    expect(member.get_by_text("ご返信をお待ちしています").first).to_be_visible()
    expect(member).to_have_url(re.compile(f"/portal/room/threads/{number}/"))


def test_a_thread_that_is_open_on_both_sides_goes_on_without_a_reload(
    sign_in: SignIn, visit: SignIn
) -> None:
    page, member = sign_in(), visit("saeki")
    open_thread(page, begin_thread(member, title=unique("続き"), text=ASKED))

    say_as_member(member, "青森までだと助かります。")

    expect(messages(page, "them").last).to_contain_text("青森までだと助かります。")


def test_a_reaction_answers_nothing_and_the_ball_stays(sign_in: SignIn, visit: SignIn) -> None:
    page, member = sign_in(), visit("saeki")
    open_thread(page, begin_thread(member, title=unique("反応"), text=ASKED))

    signs_of(page, ASKED).get_by_role("button").first.click()

    expect(page.locator("#thread .sign[aria-pressed=true]")).to_have_count(1)
    expect(ball(page)).to_have_attribute("data-side", "us")
    expect(member.locator("#thread .sign")).to_have_count(1)


def test_our_word_that_needs_no_answer_clears_the_ball_and_the_member_sees_the_mark(
    sign_in: SignIn, visit: SignIn
) -> None:
    page, member = sign_in(), visit("saeki")
    open_thread(page, begin_thread(member, title=unique("返信不要"), text=ASKED))
    answer_now(page, ANSWER)
    expect(ball(page)).to_have_attribute("data-side", "them")

    signs_of(page, ANSWER).get_by_role("button", name="返信不要にする").click()

    expect(ball(page)).to_have_attribute("data-side", "none")
    expect(member.get_by_text("返信不要（藤原 みお）")).to_be_visible()
    expect(member.locator("#clock")).not_to_contain_text("ご返信をお待ちしています")


def test_a_member_marks_a_message_as_needing_no_answer_and_no_ball_comes_over(
    sign_in: SignIn, visit: SignIn
) -> None:
    page, member = sign_in(), visit("saeki")
    member.goto("/portal/room/?new=1")
    member.get_by_label("題名").fill(unique("お知らせ"))
    member.get_by_label("本文").fill("棚の写真を更新しました。")
    member.get_by_label("返信不要").check()
    member.get_by_role("button", name="送信").click()
    member.wait_for_url("**/portal/room/threads/*/")

    open_thread(page, int(member.url.rstrip("/").rpartition("/")[2]))

    expect(ball(page)).not_to_have_attribute("data-side", "us")


def test_a_file_of_a_member_reaches_the_desk_with_its_confidentiality(
    sign_in: SignIn, visit: SignIn
) -> None:
    page, member = sign_in(), visit("miyoshi")
    member.goto("/portal/room/?new=1")
    member.get_by_label("題名").fill(unique("手順"))
    member.get_by_label("本文").fill("新しい手順を共有します。")
    member.get_by_label("ファイルを添付").set_input_files([SECRET])
    member.get_by_label("ファイルを見せる範囲").select_option("restricted")
    member.get_by_role("button", name="送信").click()
    member.wait_for_url("**/portal/room/threads/*/")

    open_thread(page, int(member.url.rstrip("/").rpartition("/")[2]))

    said = messages(page, "them").last
    expect(said).to_contain_text("梱包手順.txt")
    expect(said).to_contain_text("取扱注意")
    with page.expect_download() as downloaded:
        said.get_by_role("link", name=re.compile("梱包手順")).first.click()
    assert downloaded.value.path().read_text(encoding="utf-8") == "紙で包む"


def test_a_call_stays_open_until_its_follow_up_is_sent_to_the_room(
    sign_in: SignIn, visit: SignIn
) -> None:
    page, member = sign_in(), visit("saeki")
    number = begin_thread(member, title=unique("通話"), text=ASKED)
    open_thread(page, number)
    page.get_by_role("link", name="通話メモ").click()
    page.get_by_label("通話の相手", exact=True).first.select_option(label="佐伯 香織 · 店長")
    page.get_by_label("決まったこと（1行に1つ）").fill("最終便は仙台の営業所まで")
    page.get_by_role("button", name="通話メモを残す").click()

    call = page.locator("section.call")
    expect(call.get_by_label("まとめの下書き")).to_have_value(
        re.compile("最終便は仙台の営業所まで")
    )
    expect(member.locator("#thread")).not_to_contain_text("最終便は仙台の営業所まで")
    send_follow_up_now(page)

    expect(page.get_by_text("まとめ送信済み")).to_be_visible()
    expect(member.locator("#thread")).to_contain_text("最終便は仙台の営業所まで")


def test_a_member_begins_a_thread_for_few_and_another_member_does_not_see_it(
    sign_in: SignIn, visit: SignIn
) -> None:
    page, member, other = sign_in(), visit("saeki"), visit("miyoshi")
    title, said = unique("お休み"), unique("来週、通院で休みます。")
    member.goto("/portal/room/?new=1")
    member.get_by_label("題名").fill(title)
    member.get_by_label("本文").fill(said)
    member.get_by_text("個別にする（私的な用件だけ）").click()
    member.get_by_label("用件", exact=True).select_option("health")
    member.get_by_label("個別にする理由").fill("体調の話のため")
    member.get_by_label("藤原 みお").check()
    member.get_by_role("button", name="送信").click()
    member.wait_for_url("**/portal/room/threads/*/")
    number = int(member.url.rstrip("/").rpartition("/")[2])

    open_thread(page, number)

    expect(messages(page, "them").last).to_contain_text(said)
    other.goto("/portal/room/?threads=1")
    expect(other.locator("#threads")).not_to_contain_text(title)
    assert other.goto(f"/portal/room/threads/{number}/").status == 404  # type: ignore[union-attr] # a page answers


def test_a_note_in_a_thread_is_never_seen_by_the_client(sign_in: SignIn, visit: SignIn) -> None:
    page, member = sign_in(), visit("saeki")
    open_thread(page, begin_thread(member, title=unique("メモ"), text=ASKED))
    secret = unique("値引きの枠は")
    page.keyboard.press("n")
    page.get_by_label("社内メモの本文").fill(secret)
    page.get_by_role("button", name=re.compile("メモを")).click()
    expect(messages(page, "note")).to_contain_text(secret)

    page.keyboard.press("Escape")
    page.keyboard.press("r")
    answer_now(page, ANSWER)

    expect(member.locator("#thread")).to_contain_text(ANSWER)
    member.reload()
    expect(member.locator("body")).not_to_contain_text(secret)


def test_a_member_answers_by_mail_into_the_room_and_whoever_is_no_member_does_not(
    desk: Stack, sign_in: SignIn, visit: SignIn
) -> None:
    page, member = sign_in(), visit("saeki")
    number = begin_thread(member, title=unique("メールで返事"), text=ASKED)
    open_thread(page, number)
    said, strange = unique("青森までお願いします。"), unique("ルームに入れてください。")
    address = signed_address(desk, number)

    deliver(desk, Letter(subject="Re: ルーム", text=strange, to=address))
    post(desk, Letter(subject="Re: ルーム", text=said, to=address, email=OWN, name="佐伯 香織"))

    expect(messages(page, "them").last).to_contain_text(said)
    expect(messages(page, "them").last).to_contain_text("メールで")
    expect(member.locator("#thread")).to_contain_text(said)
    expect(page.locator("#thread")).not_to_contain_text(strange)


def signed_address(desk: Stack, number: int) -> str:
    """The address that letters about the thread ask to be answered at."""
    secret = Config.from_environment(desk.environ).secret_key.encode()
    local, _, domain = SUPPORT.partition("@")
    return mailtext.reply_address(local=local, domain=domain, token=number, secret=secret)
