"""A member's text outlives an ended session and a page that was left; nobody else on the device sees it."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLIENT, PASSWORD, SignIn
from tests.journeys.mailing import unique
from tests.journeys.rooms import begin_thread, say_as_member

TYPED = "書きかけの文面です。あとで送ります。"
AGAIN = "前に書きかけた内容を戻しました。"


def _signs_in(page: Page, name: str) -> None:
    page.get_by_label("メールアドレス").fill(f"{name}@{CLIENT}")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン", exact=True).click()


def _kept(page: Page) -> int:
    kept = page.evaluate(
        "Object.keys(localStorage).filter((one) => one.startsWith('madoguchi:room:')).length"
    )
    assert isinstance(kept, int)
    return kept


def test_what_was_typed_outlives_the_session(visit: SignIn) -> None:
    member, title = visit("saeki"), unique("書きかけ")
    number = begin_thread(member, title=title, text="はじめの文面です。")
    assert _kept(member) == 0  # said is not kept
    member.get_by_label("本文").fill(TYPED)
    member.context.clear_cookies(name="madoguchi_session")

    member.get_by_role("button", name="送信").click()
    member.wait_for_url("**/sign-in/**")
    _signs_in(member, "saeki")

    expect(member).to_have_url(re.compile(f"/portal/room/threads/{number}/$"))
    expect(member.get_by_label("本文")).to_have_value(TYPED)
    expect(member.get_by_text(AGAIN)).to_be_visible()
    say_as_member(member, TYPED)
    expect(member.get_by_label("本文")).to_have_value("")
    assert _kept(member) == 0


def test_a_page_that_was_left_gives_it_back_until_it_is_discarded(visit: SignIn) -> None:
    member, title = visit("saeki"), unique("戻る")
    number = begin_thread(member, title=title, text="はじめの文面です。")
    member.get_by_label("本文").fill(TYPED)

    member.goto("/portal/")
    member.goto(f"/portal/room/threads/{number}/")

    expect(member.get_by_label("本文")).to_have_value(TYPED)
    member.get_by_role("button", name="破棄する").click()
    expect(member.get_by_label("本文")).to_have_value("")
    assert _kept(member) == 0


def test_somebody_else_on_the_same_device_finds_nothing(visit: SignIn) -> None:
    member, title = visit("saeki"), unique("共用")
    number = begin_thread(member, title=title, text="はじめの文面です。")
    member.get_by_label("本文").fill(TYPED)
    member.context.clear_cookies(name="madoguchi_session")

    member.goto(f"/portal/room/threads/{number}/")
    _signs_in(member, "miyoshi")

    expect(member).to_have_url(re.compile(f"/portal/room/threads/{number}/$"))
    expect(member.get_by_label("本文")).to_have_value("")
    assert _kept(member) == 0
