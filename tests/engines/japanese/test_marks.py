"""Where a text says what was asked for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.engines.japanese import marked_spans


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        ("返品", "返品交換、返品。", ["返品", "返品"]),
        ("引越", "先月引っ越しました", ["引っ越し"]),
        ("引っ越し", "引越しと引越", ["引越し", "引越"]),
        ("引っ越した", "引越の件", ["引越"]),
        ("受け付け", "受付は", ["受付"]),
        ("サーバ", "ｻｰﾊﾞの件", ["ｻｰﾊﾞ"]),
        ("tel", "ＴＥＬ：", ["ＴＥＬ"]),
        ("ＴＥＬ", "Tel:", ["Tel"]),
        ("スマホ 故障", "スマートフォンの故障", ["スマートフォン", "故障"]),
        ("キャンセル", "取消の件", ["取消"]),
        ("高橋", "髙橋様", ["髙橋"]),
        ("子供服", "子ども服の店", ["子ども", "服"]),
        ("A0001", "番号A-0001です", ["A-0001"]),
        ('"田中 恵"', "田中 恵 様", ["田中", "恵"]),
        ("見積書", "御見積書を", ["見積書"]),
        ("12800", "合計12,800円", ["12,800"]),
        ("0312345678", "電話は03-1234-5678です", ["03-1234-5678"]),
        ("株式会社ひかり", "㈱ひかり御中", ["㈱ひかり"]),
        ("故障", "画面が壊れました", ["壊れ"]),
        ("別", "本文", []),
        ("", "本文", []),
        ("！", "本文", []),
        ("サーバ", "İｻｰﾊﾞ", ["ｻｰﾊﾞ"]),
        ("1 2", "½", ["½"]),
    ],
)
def test_what_answers_the_question_is_marked(asked: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marked_spans(text, asked)] == marked


@pytest.mark.parametrize("asked", ["ｷｬﾝｾﾙ", "取り消し", "キャンセル"])
def test_half_width_is_marked_far_down_without_reading_words(asked: str) -> None:
    text = "お世話になっております。" * 200 + "ｷｬﾝｾﾙとバッグとﾊﾞｯｸﾞ"

    assert [text[slice(*span)] for span in marked_spans(text, asked, read=0)] == ["ｷｬﾝｾﾙ"]
    assert len(marked_spans(text, "バッグ", read=0)) == 2


def test_other_words_are_looked_for_as_far_as_is_asked() -> None:
    text = "お世話になっております。" * 200 + "SERVERの件"

    assert marked_spans(text, "サーバー") == ()
    assert [text[slice(*one)] for one in marked_spans(text, "サーバー", read=9999)] == ["SERVER"]


@given(st.text(max_size=80), st.text(max_size=30))
def test_marks_stand_in_order_and_apart(text: str, asked: str) -> None:
    spans = marked_spans(text, asked)

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_a_text_of_very_many_characters_is_marked_all_the_same() -> None:
    """What is remembered of single characters is bounded; beyond it they are looked at anew."""
    every = "".join(map(chr, range(0x4E00, 0x9FFF))) + "".join(map(chr, range(0x20000, 0x2A000)))

    (span,) = marked_spans(f"{every}ｶﾞｽ", "ガス")

    assert span == (len(every), len(every) + 3)
