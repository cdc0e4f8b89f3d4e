"""A promise outside of its conversation says what about."""

import pytest

from madoguchi.desk.promises.titles import titled


@pytest.mark.parametrize(
    "what", ["返事", "ご連絡", "共有", "結果を共有", "回答する", "改めてご連絡"]
)
def test_a_deed_alone_is_told_with_the_subject(what: str) -> None:
    assert titled(what, "Re: 納期の件") == f"{what}（納期の件）"


@pytest.mark.parametrize("what", ["交換の可否を回答", "見積書を送付", "修正版の共有", "在庫の確認"])
def test_what_says_what_about_stands_alone(what: str) -> None:
    assert titled(what, "納期の件") == what


def test_without_a_subject_nothing_is_made_up() -> None:
    assert titled("返事", "") == "返事"
    assert titled("返事", "Re: ") == "返事"


def test_a_long_subject_is_shortened() -> None:
    assert titled("返事", "あ" * 80) == f"返事（{'あ' * 29}…）"
