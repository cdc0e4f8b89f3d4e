"""Personal data masked: what is offered in its place keeps its reader apart from the person."""

import pytest

from madoguchi.engines.rulebook import Draft, check
from tests.engines.rulebook.phrasings import right_audience


def mended(text: str) -> str:
    for finding in check(Draft(text)):
        if finding.rule == "right-audience" and finding.rewrite is not None:
            return text[: finding.start] + finding.rewrite + text[finding.end :]
    return text


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("お客様の携帯は090-0000-4406です。", "お客様の携帯は***-****-4406です。"),
        ("お客様の携帯は０９０－００００－４４０６です。", "お客様の携帯は***-****-4406です。"),
        ("カードは4000-0000-0000-1111です。", "カードは****-****-****-1111です。"),
        ("セキュリティコードは123です。", "セキュリティコードは***です。"),
        ("ご自宅は東京都架空区北町4-4-17です。", "ご自宅は東京都架空区北町です。"),
        ("お届け先は〒000-0041 架空市さくら台三丁目2番5号です。", "お届け先は架空市さくら台です。"),
        ("1988年4月3日生まれの方です。", "1988年生まれの方です。"),
        ("お客様は a.oono@example.net です。", "お客様は ***@example.net です。"),
        (
            "会員様のご住所は架空市中央1-1-1、お電話は045-000-2231です。",
            "会員様のご住所は架空市中央、お電話は***-***-2231です。",
        ),
    ],
)
def test_as_much_is_left_as_tells_one_from_another(text: str, better: str) -> None:
    assert mended(text) == better


@pytest.mark.parametrize("text", right_audience.PERSONAL)
def test_what_is_masked_passes_the_guard(text: str) -> None:
    assert "right-audience" not in {found.rule for found in check(Draft(mended(text)))}
