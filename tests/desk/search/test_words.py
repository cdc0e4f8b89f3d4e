"""What finds what, as PostgreSQL compares the words of a question with the words of a text."""

import pytest
from django.db import connection

from madoguchi.engines.japanese import index_terms, query_terms

pytestmark = pytest.mark.django_db

FOUND = (
    ("返品", "返品交換受付はこちら"),
    ("受付", "受け付けの窓口"),
    ("サーバ", "サーバーが止まった"),
    ("サーバ", "ｻｰﾊﾞが止まった"),
    ("サーバー", "SERVERの件"),
    ("ウェブ", "Webで注文"),
    ("引越", "引越しの予定"),
    ("引越", "引っ越しの予定"),
    ("引越", "先月引っ越しました"),
    ("引っ越しました", "引越のため"),
    ("引っ越しました", "来月、引っ越します"),
    ("見積", "見積りをください"),
    ("見積り", "見積もりをください"),
    ("申込", "申し込みました"),
    ("申し込んだ", "申込書を送ります"),
    ("問合わせ", "お問い合わせの件"),
    ("お問い合わせ", "問合せました"),
    ("振込", "振り込みが済みました"),
    ("取消", "注文を取り消したい"),
    ("支払方法", "お支払い方法について"),
    ("子ども服", "子供服のサイズ"),
    ("①", "手順1"),
    ("ＡＢＣ", "abcの棚"),
    ("ヴァイオリン", "バイオリン教室"),
    ("ひょうじ", "表示されない"),
    ("高橋", "髙橋です"),
    ("髙橋", "高橋です"),
    ("斉藤", "齋藤です"),
    ("山崎", "山﨑です"),
    ("株式会社ひかり", "㈱ひかり御中"),
    ("A0001234", "注文番号A-0001234の件"),
    ("a-0001234", "Ａ－０００１２３４"),
    ("0312345678", "電話は03-1234-5678です"),
    ("03-1234-5678", "０３－１２３４－５６７８"),
    ("1234-5678", "03-1234-5678"),
    ("03ー1234ー5678", "03-1234-5678"),
    ("megumi@customer.example", "From: Megumi@Customer.example"),
    ("megumi", "megumi@customer.example"),
    ("customer.example", "megumi@customer.example"),
    ("12,800円", "12800円でした"),
    ("12800", "合計12,800円"),
    ("田中恵", "田中 恵 様"),
    ('"田中 恵"', "田中恵様"),
    ("返品交換", "返品・交換の窓口"),
    ("引っ越しの見積", "引っ越しの見積もりをお願いします"),
    ("返品する", "返品をしたい"),
    ("適格請求書", "適格請求書の発行"),
    ("請求書", "適格請求書の発行"),
    ("スマホ", "スマートフォンで見た"),
    ("スマートフォン", "スマホで見た"),
    ("キャンセル", "注文を取り消しました"),
    ("取り消し", "ｷｬﾝｾﾙしたい"),
    ("故障", "画面が壊れました"),
    ("返金", "払戻しはいつですか"),
    ("返品 田中", "田中です。返品したい"),
    ("it's", "it's"),
    ("再発行", "領収書を再発行してください"),
)
NOT_FOUND = (
    ("京都", "東京都の店"),
    ("人参", "外国人参政権"),
    ("返品交換", "交換。返品"),
    ("返品 佐藤", "田中です。返品したい"),
    ("再発行", "領収書を発行してください"),
    ("0001234", "A00012345"),
    ("田中恵", "田中。恵"),
)


@pytest.mark.parametrize(("asked", "text"), FOUND)
def test_a_question_finds_the_text(asked: str, text: str) -> None:
    assert finds(asked, text)


@pytest.mark.parametrize("text", sorted({text for _, text in FOUND}))
def test_a_whole_text_finds_itself(text: str) -> None:
    assert finds(text, text)


@pytest.mark.parametrize(("asked", "text"), NOT_FOUND)
def test_a_question_does_not_find_what_only_looks_alike(asked: str, text: str) -> None:
    assert not finds(asked, text)


def test_what_stands_side_by_side_does_so_also_at_the_end_of_a_long_text() -> None:
    assert finds("京都市役所", "返品の件。" * 9_000 + "京都市役所")


def finds(asked: str, text: str) -> bool:
    """Whether PostgreSQL says so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select %s::tsvector @@ %s::tsquery", [index_terms(text), query_terms(asked)]
        )
        [answer] = cursor.fetchone()
    return bool(answer)
