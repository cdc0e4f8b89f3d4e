"""Amounts, counts and order numbers of a text, typed."""

import pytest

from madoguchi.engines.rulebook import Draft
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.reading.quantities import QuantityKind, quantities


def read(text: str) -> list[tuple[str, str, int | None, str]]:
    return [
        (one.kind.value, one.text, one.value, one.unit)
        for one in quantities(Analysis.of(Draft(text)))
    ]


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("3,480円です。", 3480),
        ("3480円です。", 3480),
        ("３，４８０円です。", 3480),
        ("¥3,480です。", 3480),
        ("￥ 3480 です。", 3480),
        ("1万2800円です。", 12800),
        ("1万2,800円です。", 12800),
        ("1.5万円です。", 15000),
        ("3千円です。", 3000),
        ("1万2千300円です。", 12300),
        ("12万円です。", 120000),
    ],
)
def test_an_amount_is_read_in_yen(text: str, yen: int) -> None:
    ((kind, _, value, unit),) = read(text)

    assert (kind, value, unit) == ("amount", yen, "円")


def test_a_count_has_its_counter() -> None:
    assert read("1,204件のうち12名と3箱です。") == [
        ("count", "1,204件", 1204, "件"),
        ("count", "12名", 12, "名"),
        ("count", "3箱", 3, "箱"),
    ]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("ご注文番号A-1024の品です。", "A-1024", "注文番号"),
        ("注文番号:tb_20418 です。", "tb_20418", "注文番号"),
        ("会員番号は00428です。", "00428", "会員番号"),
        ("お問い合わせ番号 4410-0000-7782", "4410-0000-7782", "お問い合わせ番号"),
        ("ご注文(2041-8813)の件です。", "2041-8813", "注文"),
        ("#20418 です。", "20418", "#"),
    ],
)
def test_an_order_number_says_whose_it_is(text: str, number: str, unit: str) -> None:
    assert read(text) == [("order number", number, None, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "11月25日の14時30分です。",
        "お電話は03-0000-1188です。",
        "No.3の棚です。",
        "> 3,480円です。",
        "「3,480円」の札です。",
        "部屋は205です。",
        "円です。",
        "注文は25日です。",
    ],
)
def test_dates_phones_and_quoted_figures_are_none(text: str) -> None:
    assert read(text) == []


def test_a_quantity_knows_its_place() -> None:
    analysis = Analysis.of(Draft("ご返金は３，４８０円です。"))

    (one,) = quantities(analysis)

    assert one.kind is QuantityKind.AMOUNT
    assert analysis.text[one.start : one.end] == one.text == "3,480円"
