"""Acts on many lines, another conversation chosen by words, and the palette where there are no keys."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.looking import complaints
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.stack import Stack
from tests.journeys.writing import row

PHONE = {"width": 390, "height": 844}


def test_what_was_done_to_many_is_told_undone_and_seen_in_the_open_one(
    desk: Stack, sign_in: SignIn
) -> None:
    subjects = [unique("まとめて"), unique("まとめて")]
    number = deliver(desk, Letter(subject=subjects[0]))
    deliver(desk, Letter(subject=subjects[1]))
    page = sign_in()
    page.goto("/desk/?queue=open")
    row(page, subjects[0]).click()
    expect(page.locator("#conversation")).to_have_attribute("data-conversation", str(number))
    for subject in subjects:
        box(page, subject).check(force=True)

    bulk(page).get_by_role("button", name="完了", exact=True).click()

    toast = page.locator(".toast", has_text="2件を完了にしました")
    expect(toast).to_be_visible()
    expect(page.locator(".conv-head .pill", has_text="完了")).to_be_visible()
    toast.get_by_role("button", name="元に戻す").click()
    expect(page.locator(".toast", has_text="2件を元に戻しました")).to_be_visible()
    expect(row(page, subjects[0])).to_have_attribute("aria-current", "true")
    expect(page.locator(".conv-head .pill", has_text="完了")).to_have_count(0)


def test_a_colleague_is_chosen_on_purpose_and_nothing_is_lost_by_choosing_none(
    desk: Stack, sign_in: SignIn
) -> None:
    subject = unique("だれに")
    deliver(desk, Letter(subject=subject))
    page = sign_in()
    page.goto("/desk/?queue=open")
    box(page, subject).check(force=True)
    bulk(page).get_by_role("button", name="ほか", exact=True).click()
    bulk(page).get_by_label("タグ", exact=True).fill("贈り物")

    bulk(page).get_by_role("button", name="担当にする", exact=True).click()

    expect(page.locator("[data-result]")).to_contain_text("だれの担当にするか、選んでください。")
    expect(box(page, subject)).to_be_checked()
    expect(bulk(page).get_by_label("タグ", exact=True)).to_have_value("贈り物")


def test_another_conversation_is_found_by_words_and_chosen(
    desk: Stack, sign_in: SignIn, shots: Path | None
) -> None:
    here, there = unique("割れた皿"), unique("欠けた皿")
    source = deliver(desk, Letter(subject=here))
    target = deliver(desk, Letter(subject=there))
    page = sign_in()
    page.goto(f"/conversations/{source}/?queue=open&act=merge")
    expect(page.locator(".act__other").first).to_be_visible()
    field = page.get_by_label("この委託元の対応を探す")

    field.press_sequentially(there)
    expect(page.locator(".act__other")).to_have_count(1)
    expect(field).to_be_focused()
    assert complaints(page, "merge", shots) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator(".act__other", has_text=f"MG-{target}").click()
    page.get_by_role("button", name="統合する", exact=True).click()

    expect(page).to_have_url(re.compile(f"/conversations/{target}/"))
    expect(page.locator(".toast", has_text=f"MG-{source} を統合しました")).to_be_visible()


def test_on_a_phone_the_palette_opens_from_a_conversation_and_says_what_to_do(
    desk: Stack, sign_in: SignIn
) -> None:
    number = deliver(desk, Letter(subject=unique("電車の中で")))
    page = sign_in(viewport=PHONE, has_touch=True)
    expect(page.get_by_role("navigation", name="主な画面")).to_contain_text("お知らせ")
    expect(page.get_by_role("navigation", name="主な画面")).not_to_contain_text("受信箱")
    page.goto(f"/conversations/{number}/")
    page.get_by_role("button", name="その他の操作").tap()
    page.get_by_role("link", name="検索・コマンド").tap()
    expect(page.locator("#palette")).to_be_visible()

    page.keyboard.type("どこにもないことば")

    expect(page.get_by_text("短いことばや、対応番号、お客様のお名前でも探せます。")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search/"))


def box(page: Page, subject: str) -> Locator:
    """What selects the line."""
    return page.get_by_label(f"選ぶ：{subject}")


def bulk(page: Page) -> Locator:
    """The acts on the selected lines."""
    return page.locator("#bulk")
