"""The portal: what a client's own people see and do there, and what never reaches them."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.rooms import answer_now, begin_thread, open_thread, say_as_member
from tests.journeys.stack import Stack
from tests.journeys.writing import messages

QUESTION = "佐伯さん、返品の受付は12月何日までにしますか。"
OTHERS = ("みなと家電", "すずかぜ旅行", "山猫コーヒー", "ノースパイン会計", "はるか整骨院")


def test_a_member_sees_the_figures_promises_and_who_can_see_their_data(visit: SignIn) -> None:
    page = visit("saeki")

    for heading in ("返信の成績", "動いているご依頼", "お約束"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    page.get_by_role("link", name="データを見られる人").first.click()

    expect(page.locator("main")).to_contain_text("藤原 みお")
    expect(page.locator("main")).not_to_contain_text("村井 拓")  # assigned elsewhere
    expect(page.get_by_role("heading", name="閲覧の記録")).to_be_visible()


def test_a_member_answers_what_waits_for_them_and_the_ball_comes_back(
    sign_in: SignIn, visit: SignIn
) -> None:
    operator, page, title = sign_in(), visit("saeki"), unique("返品の受付")
    open_thread(operator, begin_thread(page, title=title, text="返品の件で相談があります。"))
    answer_now(operator, QUESTION)
    expect(messages(operator, "us")).to_have_count(1)

    page.goto("/portal/")
    page.get_by_role("link", name=re.compile(f"答える.*{title}")).click()
    say_as_member(page, "12月28日までにします。")

    expect(messages(operator, "them").last).to_contain_text("12月28日までにします。")
    expect(operator.locator(".conv-head__clock .ball").first).to_have_attribute("data-side", "us")
    page.goto("/portal/")
    expect(page.get_by_role("link", name=re.compile(f"答える.*{title}"))).to_have_count(0)


def test_a_member_asks_for_work_and_it_stands_among_the_tasks_of_the_desk(
    sign_in: SignIn, visit: SignIn
) -> None:
    page, operator, title = visit("saeki"), sign_in(), unique("レビューの言葉を集計")

    page.get_by_role("link", name="依頼する").click()
    page.get_by_label("何をしてほしいか").fill(title)
    page.get_by_label(re.compile("何のためか")).fill("商品ページを直すため")
    page.get_by_role("button", name="依頼する").click()
    expect(page.locator("main .item").filter(has_text=title)).to_be_visible()

    operator.goto("/tasks/")
    operator.get_by_role("link", name=title).click()
    expect(operator.locator("main")).to_contain_text("商品ページを直すため")
    expect(operator.get_by_role("heading", name="引き受ける")).to_be_visible()


def test_a_member_follows_a_request_into_the_room_and_sees_nothing_of_ours(
    sign_in: SignIn, visit: SignIn
) -> None:
    operator, page, title = sign_in(), visit("saeki"), "欠けの報告をロット別に集計"
    page.goto("/portal/")

    page.get_by_role("link", name=title).first.click()

    expect(page.get_by_role("heading", name=title)).to_be_visible()
    for told in ("窯元との打ち合わせ", "佐伯 香織"):
        expect(page.locator("main")).to_contain_text(told)
    for ours in ("見積", "残り", "進め方"):
        expect(page.locator("main")).not_to_contain_text(ours)
    page.get_by_role("link", name="ルームで答える").click()
    expect(page).to_have_url(re.compile(r"/portal/room/threads/\d+/$"))

    operator.goto("/tasks/list/?from=members")
    expect(operator.get_by_role("link", name=title)).to_be_visible()
    expect(operator.get_by_label("依頼した人")).to_have_value("members")


def test_another_month_is_drawn_at_the_same_address_and_the_way_back_leads_to_this_one(
    visit: SignIn,
) -> None:
    page = visit("saeki")
    performance = page.locator("#performance")
    now = performance.locator(".seg [aria-current]").inner_text()

    performance.locator(".seg a:not([aria-current])").first.click()

    expect(page).to_have_url(re.compile(r"/portal/\?month=\d{4}-\d{2}$"))
    expect(performance.locator(".seg [aria-current]")).not_to_have_text(now)
    page.reload()
    expect(performance.locator(".seg [aria-current]")).not_to_have_text(now)
    page.go_back()
    expect(performance.locator(".seg [aria-current]")).to_have_text(now)


def test_a_file_of_the_room_is_downloaded_from_the_portal(visit: SignIn) -> None:
    page = visit("saeki")
    page.get_by_role("link", name="ファイル", exact=True).first.click()

    with page.expect_download() as download:
        page.locator("main .item__title a").last.click()

    assert download.value.suggested_filename


def test_an_owner_invites_one_of_their_own_people_and_removes_them(visit: SignIn) -> None:
    page, name = visit("saeki"), unique("相馬")
    email = f"{name.replace(' ', '-').replace('相馬', 'soma')}@komorebi-shokki.example"
    page.goto("/portal/people/")

    page.get_by_label("名前").fill(name)
    page.get_by_label("メールアドレス").fill(email)
    page.get_by_role("button", name="招待する", exact=True).click()
    line = page.locator(".items .item").filter(has_text=email)
    expect(line).to_be_visible()

    line.get_by_role("button", name=re.compile("^外す")).click()
    expect(line).to_have_count(0)


def test_a_member_who_is_no_owner_sees_their_people_and_changes_nothing(visit: SignIn) -> None:
    page = visit("ogawa")

    page.goto("/portal/people/")

    expect(page.locator("main")).to_contain_text("佐伯 香織")
    expect(page.get_by_role("button", name=re.compile("招待|外す|管理者"))).to_have_count(0)


@pytest.mark.parametrize(
    "address",
    [
        "/conversations/{number}/",
        "/rooms/",
        "/board/",
        "/promises/",
        "/tasks/",
        "/search/?q=K-20417",
        "/settings/clients/",
        "/customers/",
    ],
)
def test_an_address_of_the_desk_that_a_member_types_is_not_found(
    desk: Stack, visit: SignIn, address: str
) -> None:
    [(number,)] = desk.rows("select min(id) from conversations_conversation where channel = 'mail'")
    page = visit("saeki")

    answer = page.goto(address.format(number=number))

    assert answer is not None
    assert answer.status == 404
    for name in OTHERS:
        expect(page.locator("body")).not_to_contain_text(name)


def test_a_member_sees_nothing_of_a_customers_mail_and_no_note_anywhere_in_the_portal(
    desk: Stack, visit: SignIn
) -> None:
    letter = Letter(subject=unique("お客様のお名前"), text=unique("お客様の文面"))
    deliver(desk, letter)
    page = visit("saeki")

    places = ("", "room/", "requests/", "promises/", "files/", "access/", "expectations/")
    for place in places:
        answer = page.goto(f"/portal/{place}")
        assert answer is not None
        for secret in (letter.subject, letter.text, letter.name, *OTHERS):
            expect(page.locator("body")).not_to_contain_text(secret)


def test_the_desk_of_a_member_is_their_portal(visit: SignIn) -> None:
    page = visit("saeki")

    page.goto("/desk/")

    expect(page).to_have_url(re.compile("/portal/$"))
