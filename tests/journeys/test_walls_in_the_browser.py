"""The walls between clients, seen from a browser: pages, live updates, and the admin's reason."""

import re

from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.stack import Stack
from tests.journeys.writing import body, row

TAJIMA = "飯碗の縁が欠けて届きました"


def test_a_conversation_behind_the_wall_does_not_exist(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in("murai")

    answer = page.goto(f"/conversations/{_tajima(desk)}/")

    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("見つかりません")
    expect(page.locator("body")).not_to_contain_text("田島")
    page.get_by_role("link", name="最初のページへ").click()
    page.wait_for_url("**/desk/**")


def test_mail_behind_the_wall_does_not_reach_the_page(desk: Stack, sign_in: SignIn) -> None:
    fujiwara, murai = sign_in("fujiwara"), sign_in("murai")
    fujiwara.goto("/desk/?queue=mine&sort=new")
    asked: list[str] = []
    murai.on("request", lambda request: _note_list(request, asked))
    before = murai.locator("#list").inner_text()

    hidden = Letter(subject=unique("こもれびへのメール"))
    deliver(desk, hidden)
    expect(row(fujiwara, hidden.subject)).to_be_visible()
    assert asked == []
    assert murai.locator("#list").inner_text() == before

    seen = Letter(subject=unique("山猫へのメール"), to="hello@yamaneko-coffee.example")
    with murai.expect_request(_is_list):
        deliver(desk, seen)


def test_an_admin_reads_nothing_until_a_reason_is_written(desk: Stack, sign_in: SignIn) -> None:
    page = sign_in("hayakawa")
    number = _tajima(desk)
    page.goto("/desk/?queue=open")
    expect(page.locator("#list .conv")).to_have_count(0)
    answer = page.goto(f"/conversations/{number}/")
    assert answer is not None
    assert answer.status == 404

    page.goto("/settings/clients/")
    page.get_by_role("link", name=re.compile("対応を読む.*こもれび食器店")).click()
    page.get_by_label("読む理由").fill("お申し出の経緯を確かめるため")
    page.get_by_role("button", name="理由を残して読む").click()
    expect(page.locator("main")).to_contain_text("お申し出の経緯を確かめるため")

    _expect_readable_but_not_answerable(page, number)


def _expect_readable_but_not_answerable(page: Page, number: int) -> None:
    page.goto(f"/conversations/{number}/?queue=open")
    expect(page.locator("#conv-title")).to_have_text(TAJIMA)
    expect(page.locator("#conversation")).to_contain_text("返信や変更はできません")
    expect(body(page)).to_have_count(0)
    expect(page.locator("#list .conv").filter(has_text="山猫コーヒー")).to_have_count(0)


def _tajima(desk: Stack) -> int:
    rows = desk.rows("select id from conversations_conversation where subject = %s", TAJIMA)
    return int(rows[0][0])


def _is_list(request: Request) -> bool:
    return request.headers.get("hx-target") == "list"


def _note_list(request: Request, asked: list[str]) -> None:
    if _is_list(request):
        asked.append(request.url)
