"""A client's expectation sheet: asked for, proposed, agreed to by both sides, measured beside the work."""

import re
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.moments import TOKYO
from tests.journeys.stack import Stack
from tests.journeys.writing import open_conversation


def begin_version(page: Page, desk: Stack) -> None:
    """The director goes on to the questionnaire of the next version."""
    [(client,)] = desk.rows("select id from clients_client where name = %s", "こもれび食器店")
    page.goto(f"/clients/{client}/expectations/")
    page.get_by_role("button", name="次の版を書く").or_(
        page.get_by_role("link", name="下書きを続ける")
    ).click()
    expect(page.get_by_role("heading", name=re.compile("期待値の聞き取り"))).to_be_visible()


def propose(page: Page, tone: str) -> None:
    """Fill in the figure that the product measures and the manner, and ask for agreement."""
    row = page.locator("fieldset.expectation").first
    row.get_by_label("期待すること").fill("初回返信 1時間以内")
    row.get_by_label("測り方").select_option("first_reply_within")
    row.get_by_label("N（分・時間の数）").fill("60")
    row.get_by_label("目標").fill("93")
    page.get_by_label("お客様への文面で、大切にしていることは何ですか。").fill(tone)
    today = datetime.now(TOKYO).date()
    page.get_by_label("始まる日").fill(today.isoformat())
    page.get_by_label("見直しの日").fill((today + timedelta(days=90)).isoformat())
    page.get_by_role("button", name="保存して合意をお願いする").click()
    expect(page.get_by_text("両者の合意で有効になります")).to_be_visible()


def test_a_sheet_that_both_sides_agreed_to_is_in_force_and_measured_beside_a_conversation(
    desk: Stack, sign_in: SignIn, visit: SignIn
) -> None:
    director, member = sign_in("eguchi"), visit("saeki")
    tone = unique("短く、ていねいに。お詫びは一度")
    begin_version(director, desk)
    propose(director, tone)
    director.get_by_role("button", name="当社として合意する").click()
    expect(director.locator(".signs")).to_contain_text("江口 真理")

    member.goto("/portal/expectations/")
    expect(member.get_by_text("この版への合意をお待ちしています")).to_be_visible()
    expect(member.get_by_text(tone).first).to_be_visible()
    member.get_by_role("button", name="この内容に合意する").click()
    expect(member.get_by_text("合意を受け取りました")).to_be_visible()
    expect(member.locator(".signs li")).to_have_count(2)

    director.reload()
    expect(director.locator(".signs")).to_contain_text("佐伯 香織")
    expect(director.locator(".pill").filter(has_text="有効").first).to_be_visible()
    operator = sign_in("fujiwara")
    open_conversation(operator, deliver(desk, Letter(subject=unique("期待値の横"))))
    beside = operator.locator("#detail .fold").filter(has_text="期待値シートを開く")
    expect(beside).to_contain_text("初回返信 1時間以内")
    expect(beside).to_contain_text("93")
    expect(beside).to_contain_text(tone)
    beside.get_by_role("link", name=re.compile("いま")).first.click()
    expect(operator.get_by_role("link", name="数えたもの")).to_be_visible()


def test_what_is_typed_into_the_questionnaire_survives_a_figure_that_is_no_number(
    desk: Stack, sign_in: SignIn
) -> None:
    page = sign_in("eguchi")
    begin_version(page, desk)
    good = unique("店長が仕入れに集中できている")

    page.locator("fieldset.expectation").first.get_by_label("目標").fill("たくさん")
    page.get_by_label("うまくいっているのは、どんな状態のときですか。").fill(good)
    page.get_by_role("button", name="下書きを保存").last.click()

    expect(page.get_by_text("1行目：目標を数で書いてください。")).to_be_visible()
    expect(page.get_by_label("うまくいっているのは、どんな状態のときですか。")).to_have_value(good)
    page.get_by_text("下書きを捨てる").click()
    page.get_by_role("button", name="捨てる").click()


def test_an_operator_reads_the_sheet_and_cannot_change_it(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in("fujiwara")
    [(client,)] = desk.rows("select id from clients_client where name = %s", "こもれび食器店")

    page.goto(f"/clients/{client}/expectations/")

    expect(page.get_by_role("heading", name="期待値シート", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="次の版を書く")).to_have_count(0)


def test_a_member_reaches_no_other_clients_sheet_by_its_address(desk: Stack, visit: SignIn) -> None:
    [(client,)] = desk.rows("select id from clients_client where name = %s", "みなと家電")
    member = visit("saeki")

    answer = member.goto(f"/clients/{client}/expectations/")

    assert answer is not None
    assert answer.status == 404
    expect(member.locator("body")).not_to_contain_text("みなと家電")
