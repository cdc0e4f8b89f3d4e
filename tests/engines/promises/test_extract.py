"""What a message of ours promises, by when, in which words: docs/reference/promise-accuracy.md says what counts."""

import json
import time
from datetime import datetime, timedelta
from datetime import time as clock
from pathlib import Path

import pytest

from madoguchi.engines.promises import Promise, extract
from madoguchi.engines.rulebook import WorkingHours
from tests.engines.promises.phrasings import GIVEN, NOT_GIVEN

DATA = Path(__file__).parents[2] / "data" / "promises"
# A Friday before a long weekend; ten to seven, Monday to Friday.
FRIDAY = datetime.fromisoformat("2026-11-20T14:36:00+09:00")
HOURS = WorkingHours()


def promised(
    text: str, sent_at: datetime = FRIDAY, hours: WorkingHours = HOURS
) -> tuple[Promise, ...]:
    return extract(text, sent_at=sent_at, hours=hours)


def dues(text: str) -> list[str]:
    return [f"{one.due.day} {one.due:%H:%M}" for one in promised(text)]


@pytest.mark.parametrize(("text", "expected"), [(text, due) for text, *due in GIVEN])
def test_what_we_say_we_will_do_is_promised(text: str, expected: list[str]) -> None:
    assert dues(text) == expected


@pytest.mark.parametrize("text", NOT_GIVEN)
def test_what_others_do_what_is_asked_and_what_is_known_is_none(text: str) -> None:
    assert promised(text) == ()


def phrasings() -> list[tuple[str, list[str]]]:
    lines = (DATA / "phrasings.jsonl").read_text(encoding="utf-8").splitlines()
    return [(one["text"], one["due"]) for one in map(json.loads, lines)]


@pytest.mark.parametrize(("text", "due"), phrasings())
def test_further_phrasings(text: str, due: list[str]) -> None:
    assert [one.due.isoformat() for one in promised(text)] == due


NOUNS = ["回答", "返答", "返信", "連絡", "報告", "案内", "通知", "共有", "提出", "提示", "送付", "発送", "納品", "発行", "再送", "返金", "修正", "訂正", "更新", "反映", "掲載", "交換", "修理", "訪問", "調査", "検証", "提案", "設置", "設定", "登録", "処理", "作成", "変更", "削除", "補充", "相談", "説明", "請求", "点検", "検討", "準備", "翻訳", "印刷", "撮影", "清掃", "採寸"]  # fmt: skip
TIMES = (
    "明日17時までに",
    "本日中に",
    "25日に",
    "3営業日以内に",
    "24日(火)の午前中に",
    "来週中に",
    "30分以内に",
)
MEANT = (
    "ご{}いたします。", "{}します。", "{}しますね！", "ご{}させていただきます。", "{}する予定です。", "ご{}いたす予定でございます。",
    "ご{}できる見込みです。", "{}しておきます。", "{}したいと思います。", "ご{}させていただきたく存じます。", "ご{}いたしますので、少々お待ちください。",
)  # fmt: skip
NOT_MEANT = (
    "ご{}いたしかねます。", "ご{}できません。", "ご{}していただけますか。", "ご{}ください。", "ご{}をお願いいたします。", "{}しましたか。",
    "{}しましょうか。", "{}してもよろしいでしょうか。", "{}するとのことです。", "{}すると聞いております。", "{}いたしました。", "{}するかどうかは未定です。",
    "ご{}いただけますと幸いです。", "ご{}いただく必要がございます。", "{}するのは難しい状況です。", "{}するはずでした。",
)  # fmt: skip


@pytest.mark.parametrize("said", TIMES)
@pytest.mark.parametrize("meant", MEANT)
def test_a_deed_of_ours_is_promised_in_every_form(said: str, meant: str) -> None:
    missed = [noun for noun in NOUNS if len(promised(said + meant.format(noun))) != 1]

    assert missed == []


@pytest.mark.parametrize("said", TIMES)
@pytest.mark.parametrize("meant", NOT_MEANT)
def test_refused_asked_reported_or_done_it_is_none(said: str, meant: str) -> None:
    assert [noun for noun in NOUNS if promised(said + meant.format(noun))] == []


def test_the_span_is_of_the_text_as_given() -> None:
    text = "佐藤様\r\n①㈱ひかりの件、２５日の１７時までにご連絡いたします。"

    [promise] = promised(text)

    assert text[promise.start : promise.end] == "２５日の１７時までにご連絡いたします"
    assert promise.due.isoformat() == "2026-11-25T17:00:00+09:00"


def test_the_due_time_is_told_in_the_zone_of_the_hours() -> None:
    hours = WorkingHours(tz="America/New_York", open=clock(9), close=clock(17))

    [promise] = promised("本日中にお送りします。", hours=hours)

    assert promise.due.isoformat() == "2026-11-20T17:00:00-05:00"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("交換の可否を本日18時までに回答いたします。", "交換の可否を回答"),
        ("見積書は25日にお送りします。", "見積書を送る"),
        ("ご回答は明日17時の予定です。", "回答"),
        ("明日やります。", "対応"),
        ("17時までお時間をください。", "回答"),
        ("ご返金の確認に25日までお時間をください。", "返金"),
        ("お問い合わせの皆様には25日にお知らせします。", "問い合わせの皆様にお知らせ"),
        ("25日までに弊社の倉庫の在庫と各店舗の在庫と委託先の在庫と展示品の在庫、返品の在庫を確認します。", "返品の在庫を確認"),
        ("25日までに弊社の倉庫の在庫と各店舗の在庫と委託先の在庫と展示品の在庫を確認します。", "店舗の在庫と委託先の在庫と展示品の在庫を確認"),
        ("明日お知らせします。", "お知らせ"),
        ("25日17時までに中間報告をお送りします。", "中間報告を送る"),
        ("明日もう一度ご連絡いたします。", "連絡"),
        ("在庫を確かめ、お届けできる日を明日15時までにお返事いたします。", "お届けできる日を返事"),
        ("伺える日時を明日お知らせします。", "伺える日時をお知らせ"),
        ("15時ちょうどにお電話いたします。", "電話"),
        ("25日にはがきをお送りします。", "はがきを送る"),
        ("・設問案を共有　25日正午", "設問案を共有"),
    ],
)  # fmt: skip
def test_the_deed_is_named_in_a_few_words(text: str, what: str) -> None:
    [promise] = promised(text)

    assert promise.what.endswith(what)
    assert not promise.what.startswith(("う", "間", "ちょうど", "がき"))
    assert 0 < len(promise.what) <= 30


def test_a_moment_that_has_passed_is_not_promised() -> None:
    assert promised("本日10時までにお送りします。") == ()


def test_two_promises_of_one_sentence_do_not_overlap() -> None:
    first, second = promised("見積書は本日中、契約書は25日までにお送りします。")

    assert first.end <= second.start


def test_a_proposal_that_the_next_sentence_asks_about_is_none() -> None:
    assert promised("25日にお届けします。よろしいでしょうか。") == ()


def test_the_heading_of_a_list_is_not_its_points() -> None:
    text = "今月の対応予定です。\n・25日：画像を差し替えます\n・26日　公開します"

    assert [one.due.day for one in promised(text)] == [25, 26]


def test_a_line_that_breaks_off_goes_on_below() -> None:
    text = "担当に確認のうえ、25日の17時までに\r\nご連絡いたします。\n> 26日までに\nお送りします。"

    [promise] = promised(text)

    assert promise.due.day == 25
    assert text[promise.start : promise.end].endswith("ご連絡いたします")


def test_a_text_of_four_hundred_characters_is_read_at_once() -> None:
    text = (
        "佐藤様\nお問い合わせありがとうございます。本日17時までに在庫を確認し、ご連絡いたします。回答期限は25日です。\n"
        * 8
    )[:400]
    promised(text)

    assert fastest(text) < 0.02


HOSTILE = (
    "17時", "明日の", "25日までに", "25日から", "25日か", "明日までに確認し、", "明日「", "明日に\n", "発送は明日、", "明日よう", "25日に送ると",
    "25日まで時間", "1日のため", "1/1 ", "明日送ります", "明日。", "明日なら", "注文後3日以内に", "届くよう", "は\n", "9", "（", "毎", "様が", "送り",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_text_takes_no_longer_than_its_length(unit: str) -> None:
    length = 100_000 if unit.isascii() else 33_400
    text = (unit * length)[:length]

    # A second of the processor on a machine of two cores, thrice that under coverage.
    assert fastest(text, times=1) < 4


def fastest(text: str, times: int = 5) -> float:
    taken = []
    for _ in range(times):
        begun = time.process_time()
        promised(text)
        taken.append(time.process_time() - begun)
    return min(taken)


def test_the_table_of_the_definition() -> None:
    thursday = FRIDAY - timedelta(days=1)

    [promise] = promised("3時に伺います。", sent_at=thursday)

    assert promise.due == thursday.replace(hour=15, minute=0)


def test_a_moved_time_and_what_is_done_then_are_one_promise() -> None:
    text = "お電話は15時に変更させてください。本日15時ちょうどにこちらからお電話いたします。"

    [promise] = promised(text)

    assert promise.what.endswith("電話")


def test_a_time_that_is_moved_alone_is_promised() -> None:
    [promise] = promised("納品は28日に変更いたします。")

    assert promise.what == "納品を変更"
