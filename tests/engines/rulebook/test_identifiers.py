"""Phones, addresses, cards, keys and codes of a text, typed."""

import pytest

from madoguchi.engines.rulebook import Draft
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.reading.identifiers import identifiers


def read(text: str) -> list[tuple[str, str]]:
    analysis = Analysis.of(Draft(text))
    return [(one.kind.value, analysis.text[one.start : one.end]) for one in identifiers(analysis)]


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("直通は03-0000-1188です。", "phone", "03-0000-1188"),
        ("直通は(045)000-8812です。", "phone", "(045)000-8812"),
        ("090(0000)3345の方です。", "phone", "090(0000)3345"),
        ("０９０－００００－１１２２です。", "phone", "090-0000-1122"),
        ("09000001122です。", "phone", "09000001122"),
        ("090.0000.1122です。", "phone", "090.0000.1122"),
        ("+81 90 0000 1122 です。", "phone", "+81 90 0000 1122"),
        ("場所は東京都架空区みどり町2-14-6です。", "address", "東京都架空区みどり町2-14-6"),
        ("お届けは架空市さくら台三丁目2番5号です。", "address", "架空市さくら台三丁目2番5号"),
        ("〒000-0041 架空市中央1-1-1です。", "address", "〒000-0041 架空市中央1-1-1"),
        ("お住まいは緑が丘4-2-11です。", "address", "緑が丘4-2-11"),
        ("みはらし台4-8です。", "address", "みはらし台4-8"),
        ("架空区北町1-2-3 コーポ若葉です。", "address", "架空区北町1-2-3 コーポ若葉"),
        ("4000-0000-0000-1111で払いました。", "card", "4000-0000-0000-1111"),
        ("3700 000000 00002で払いました。", "card", "3700 000000 00002"),
        ("セキュリティコードは123です。", "card", "123"),
        ("マイナンバーは1234 0000 5678です。", "my number", "1234 0000 5678"),
        ("パスポート番号TK0000123です。", "personal number", "TK0000123"),
        ("1988年4月3日生まれです。", "birthdate", "1988年4月3日生"),
        ("お生まれは昭和63年4月3日です。", "birthdate", "お生まれは昭和63年4月3日"),
        ("架空銀行 北支店 普通 1234567です。", "account", "架空銀行 北支店 普通 1234567"),
        ("記号10000 番号12345671です。", "account", "記号10000 番号12345671"),
        ("a.oono@example.netです。", "email", "a.oono@example.net"),
        ("パスワードは natsu2026 です。", "key", "パスワードは natsu2026"),
        ("開くときの文字列は sakura です。", "key", "開くときの文字列は sakura"),
        ("mR7-kk02 がパスワードです。", "key", "mR7-kk02"),
        ("開けるときに tana88 と入れてください。", "key", "tana88"),
        ("追跡番号441000007782です。", "code", "441000007782"),
        ("シリアル【N7XX-QP20】です。", "code", "N7XX-QP20"),
        ("「kx-7731」と打ってください。", "code", "kx-7731"),
        ("482913を入力してください。", "code", "482913"),
        ("クーポンコードはARIGATOUです。", "code", "ARIGATOU"),
        ("CW88-2043-QK です。", "code", "CW88-2043-QK"),
        ("AB12CD34 です。", "code", "AB12CD34"),
    ],
)
def test_an_identifier_is_known_by_how_it_is_written(text: str, kind: str, written: str) -> None:
    assert read(text) == [(kind, written)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-18の10:00-19:00です。",
        "100-200台で、RTX-4090とWH-1000の2種です。",
        "12,800円と1,000,000円です。",
        "3丁目の角を右です。",
        "都道府県で3-5件です。",
        "パスワードは8文字以上です。",
        "パスワードは********です。",
        "パスワードはExcelのファイルにあります。",
        "2-3日で届きます。",
        "バージョン2.4.1です。",
        "整理番号1-20の方です。",
        "下4桁は1111です。",
        "あ-1-2です。",
        "1000000000 です。",
    ],
)
def test_dates_figures_and_products_are_none(text: str) -> None:
    assert read(text) == []


def test_what_was_read_as_the_surer_kind_is_not_read_again() -> None:
    assert read("カード番号4000-0000-0000-1111、電話番号03-0000-1188") == [
        ("card", "4000-0000-0000-1111"),
        ("phone", "03-0000-1188"),
    ]


def test_a_page_of_numbers_is_read_to_its_sixtieth() -> None:
    assert len(read("03-0000-1188です。" * 100)) == 60
