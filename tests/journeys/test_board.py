"""The director's board: figures that open the rows behind them, a call to an owner, all of it by itself."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.mailing import Letter, deliver, unique
from tests.journeys.session import Session
from tests.journeys.stack import Stack
from tests.journeys.writing import CLEAN, messages, open_conversation, send_button, write

CLIENT, INBOX = "すずかぜ旅行", "yoyaku@suzukaze-travel.example"  # answers day and night
A_REST = 1_500  # ms between two savings of a draft
WITHOUT_RELOAD = 15_000  # ms: the board asks every five seconds


@pytest.fixture
def arrive(desk: Stack) -> Iterator[Callable[[Letter], int]]:
    """A letter comes in; done with at the end, so that the board's few rows are free for the next."""
    numbers: list[int] = []

    def come(letter: Letter) -> int:
        numbers.append(deliver(desk, letter))
        return numbers[-1]

    yield come
    director = Session(desk.url, "eguchi")
    for number in numbers:
        newest = desk.rows(
            "select max(id) from conversations_message where conversation_id = %s", number
        )
        director.post(f"/conversations/{number}/closure/", last_seen=newest[0][0])


def open_board(page: Page) -> None:
    """The board of the one client, as its director opens it."""
    page.goto("/board/")
    page.get_by_role("button", name=re.compile("見る範囲")).click()
    page.get_by_role("navigation", name="見る範囲").get_by_role("link", name=CLIENT).click()
    expect(page.get_by_role("button", name=re.compile(CLIENT))).to_be_visible()


def tile(page: Page, label: str) -> Locator:
    """One figure over the board."""
    return page.locator(".kpi").filter(has_text=label)


def breaking(page: Page, letter: Letter) -> Locator:
    """The row of this letter among the clocks that are about to break."""
    return page.locator(".table--board tbody tr").filter(has_text=letter.subject)


def test_a_director_sees_the_figures_and_an_operator_has_no_board(sign_in: SignIn) -> None:
    director, operator = sign_in("eguchi"), sign_in("fujiwara")

    director.locator("#queues").get_by_role("link", name="ボード").click()
    for label in ("自社のボール", "ルールの遵守", "約束の達成"):
        expect(tile(director, label).locator(".kpi__value")).to_have_text(re.compile(r"\d|－"))

    expect(operator.locator("#queues").get_by_role("link", name="ボード")).to_have_count(0)
    answer = operator.goto("/board/")
    assert answer is not None
    assert answer.status == 404


def test_a_figure_opens_the_rows_behind_it(
    arrive: Callable[[Letter], int], sign_in: SignIn
) -> None:
    letter, page = Letter(subject=unique("図の中身"), to=INBOX), sign_in("eguchi")
    arrive(letter)
    open_board(page)
    count = tile(page, "自社のボール").locator(".kpi__value").inner_text()

    tile(page, "自社のボール").get_by_role("link").click()
    page.get_by_role("navigation", name="一覧").get_by_role("link").first.click()

    rows = page.locator("ol.items .item")
    expect(rows).to_have_count(int(re.sub(r"\D", "", count)))
    expect(rows.filter(has_text=letter.subject)).to_be_visible()


def test_a_new_clock_appears_on_an_open_board_without_a_reload(
    arrive: Callable[[Letter], int], sign_in: SignIn
) -> None:
    letter, page = Letter(subject=unique("新しい時計"), to=INBOX), sign_in("eguchi")
    open_board(page)
    page.evaluate("document.body.dataset.before = 'yes'")

    arrive(letter)

    expect(breaking(page, letter)).to_be_visible(timeout=WITHOUT_RELOAD)
    expect(breaking(page, letter).locator(".clock")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-before", "yes")


def test_a_director_calls_the_owner_of_a_clock_that_is_about_to_break_and_they_are_told(
    arrive: Callable[[Letter], int], sign_in: SignIn
) -> None:
    letter = Letter(subject=unique("声をかける"), to=INBOX)
    operator, director = sign_in("fujiwara"), sign_in("eguchi")
    open_conversation(operator, arrive(letter))
    operator.keyboard.press("a")
    expect(operator.locator("#conversation")).to_contain_text("藤原 みお")
    operator.goto("/desk/")

    open_board(director)
    line = breaking(director, letter)
    line.get_by_role("button", name="声をかける").first.click()
    call = line.locator(".board-call")
    call.get_by_role("textbox").fill("空席の確認は進んでいますか。")
    call.get_by_role("button", name="声をかける").click()

    expect(director.get_by_text("藤原 みおさんに声をかけました。")).to_be_visible()
    told = operator.locator(".toast").filter(has_text="江口 真理さんが社内メモで呼んでいます")
    expect(told).to_contain_text("空席の確認は進んでいますか。")


def test_a_director_gives_a_conversation_to_somebody_else_from_the_board(
    arrive: Callable[[Letter], int], sign_in: SignIn
) -> None:
    letter, page = Letter(subject=unique("担当を替える"), to=INBOX), sign_in("eguchi")
    arrive(letter)
    open_board(page)

    breaking(page, letter).get_by_role("button", name="声をかける").first.click()
    breaking(page, letter).get_by_role("button", name="高梨 ゆき").click()

    expect(page.get_by_text("高梨 ゆきさんを担当にしました。")).to_be_visible()
    expect(breaking(page, letter)).to_contain_text("高梨 ゆき")


def test_what_was_typed_today_stands_on_the_board_and_opens_the_reply(
    arrive: Callable[[Letter], int], sign_in: SignIn
) -> None:
    letter = Letter(subject=unique("入力時間"), to=INBOX)
    operator, director = sign_in("fujiwara"), sign_in("eguchi")
    open_conversation(operator, arrive(letter))
    write(operator, CLEAN.partition("\n")[0])
    operator.wait_for_timeout(A_REST)
    write(operator, CLEAN)
    send_button(operator).click()
    expect(messages(operator, "us")).to_have_count(1)

    open_board(director)
    own = director.locator(".loads li").filter(has_text="藤原 みお")
    own.get_by_role("link", name=re.compile("今日の入力")).click()

    row = director.locator("ol.items .item").filter(has_text=letter.subject)
    expect(row).to_contain_text(re.compile(r"入力 0分0[1-9]秒"))
    row.get_by_role("link").click()
    expect(director.locator("#conversation")).to_contain_text(letter.subject)
