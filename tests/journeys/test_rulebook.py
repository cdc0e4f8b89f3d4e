"""The book as a director changes it: drafted, refused while an example comes out wrong, mended, published."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.stack import Stack

RULE = "選べる形でたずねる"
HARMLESS = "返品は25日(水)までに承ります。"
OPEN = "返送の方法は、どうしましょうか？"
NOTE = "例を、返品のご案内に合わせました。"


def test_a_rule_is_published_once_its_examples_come_out_right_and_nothing_is_lost_before(
    desk: Stack, sign_in: SignIn
) -> None:
    before = version(desk)
    page = sign_in("sagara")
    page.goto("/rulebook/")
    page.get_by_role("link", name="次の版を書く").click()
    page.get_by_role("link", name=RULE).click()
    save_first_example(page, HARMLESS)
    expect(page.get_by_text("悪い例なのに、チェックが見つけません")).to_be_visible()

    publish(page)
    refusal = page.get_by_role("alert").filter(has_text="まだ公開できません")
    expect(refusal).to_contain_text("書いたものは、そのまま残っています")
    expect(page.get_by_label("変えた理由")).to_have_value(NOTE)
    assert version(desk) == before
    page.locator(".failing").get_by_role("link", name=RULE).click()
    expect(first_example(page)).to_have_value(HARMLESS)

    save_first_example(page, OPEN)
    publish(page)
    expect(page.get_by_role("heading", level=1, name=f"第{before + 1}版")).to_be_visible()
    assert version(desk) == before + 1
    reader = sign_in("fujiwara")
    reader.goto("/rulebook/")
    reader.get_by_role("region", name="読んでいただくところ").get_by_role("link", name=RULE).click()
    expect(reader.locator(".pairs")).to_contain_text(OPEN)


def first_example(page: Page) -> Locator:
    """The first ✗ of the rule that is open."""
    return page.get_by_label("悪い例", exact=True).first


def save_first_example(page: Page, text: str) -> None:
    """Write it anew, and keep it with the draft."""
    first_example(page).fill(text)
    page.get_by_role("button", name="下書きに保存").first.click()
    expect(page.locator("#toasts")).to_contain_text("下書きに保存しました")


def publish(page: Page) -> None:
    """From the rule to the draft, and there the button, with a reason."""
    page.get_by_role("link", name="下書きへ戻る").click()
    page.get_by_label("変えた理由").fill(NOTE)
    page.get_by_role("button", name="公開する").click()


def version(desk: Stack) -> int:
    """The version in force."""
    [(number,)] = desk.rows("select max(number) from rulebook_bookversion")
    return int(number)
