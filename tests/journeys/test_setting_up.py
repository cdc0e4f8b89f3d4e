"""Setting up without code in a real browser: on a phone, with files, and where a form was refused."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.looking import complaints

ADMIN = "hayakawa"
PHONE = {"width": 390, "height": 844}
LONG_NAME = "あさひ製菓株式会社東日本お客様サービスセンター通信販売事業部オンラインストア運営課大阪営業所お問い合わせ窓口"
ASIDE = "[...document.querySelectorAll('.scroll-x')].map(one => one.scrollWidth - one.clientWidth)"
PAGES = (
    "/settings/people/",
    "/settings/people/1/",
    "/settings/people/import/",
    "/settings/clients/",
    "/settings/clients/1/",
    "/settings/clients/1/hours/",
    "/settings/clients/1/assignments/",
    "/settings/clients/1/terms/",
    "/settings/clients/import/",
    "/settings/mailboxes/new/",
    "/settings/audit/",
)


def aside(page: Page) -> int:
    """By how many pixels the page or a table of it can be pushed sideways."""
    page_itself: int = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    tables: list[int] = page.evaluate(ASIDE)
    return max(page_itself, *tables, 0)


def test_every_page_of_the_settings_is_sound(sign_in: SignIn, shots: Path | None) -> None:
    page = sign_in(ADMIN)

    for path in ("/settings/people/", "/settings/clients/import/", "/settings/mailboxes/new/"):
        page.goto(path)
        assert complaints(page, path.strip("/").replace("/", "-"), shots) == []


def test_on_a_phone_no_table_of_the_settings_is_pushed_sideways(sign_in: SignIn) -> None:
    page = sign_in(ADMIN, viewport=PHONE)

    pushed = {}
    for path in PAGES:
        page.goto(path)
        pushed[path] = aside(page)

    assert {path: pixels for path, pixels in pushed.items() if pixels > 0} == {}


def test_a_new_client_with_a_long_name_says_what_is_next(
    sign_in: SignIn, shots: Path | None
) -> None:
    page = sign_in(ADMIN, viewport=PHONE)
    page.goto("/settings/clients/new/")
    page.get_by_label("委託元の名前").fill(LONG_NAME)
    page.get_by_label("差出人名").fill("あさひ製菓")
    page.get_by_label("メールアドレス").fill("support@asahi-seika.example")
    page.get_by_role("button", name="加える").click()

    expect(page.get_by_role("heading", name="はじめる準備")).to_be_visible()
    assert complaints(page, "new-client", shots) == []
    page.goto("/settings/clients/")
    assert complaints(page, "clients-long-name", shots) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_a_refused_day_is_in_sight_with_the_cursor_in_it(sign_in: SignIn, width: int) -> None:
    page = sign_in(ADMIN, viewport={"width": width, "height": 844})
    page.goto("/settings/clients/1/hours/")
    form = page.locator("form[action$='extra-days/']").last
    form.get_by_label("その日の営業時間").fill("あさから")
    form.locator("[type=date]").fill("2026-12-05")

    form.get_by_role("button", name="営業日を加える").click()

    field = page.get_by_label("その日の営業時間")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    expect(field).to_have_value("あさから")


def test_the_sample_of_clients_is_saved_shown_and_taken_in(
    sign_in: SignIn, tmp_path: Path, shots: Path | None
) -> None:
    page = sign_in(ADMIN)
    page.goto("/settings/clients/import/")
    with page.expect_download() as saved:
        page.get_by_role("link", name="見本のファイルを保存").click()
    file = tmp_path / "clients.csv"
    saved.value.save_as(file)

    page.get_by_label("CSVファイル").set_input_files(file)
    page.get_by_role("button", name="取り込むとどうなるかを見る").click()

    expect(page.get_by_text("追加 2行")).to_be_visible()
    assert complaints(page, "import-preview", shots) == []
    page.get_by_role("button", name="この内容で取り込む").click()
    expect(page.get_by_role("link", name="みどり工房", exact=True)).to_be_visible()
