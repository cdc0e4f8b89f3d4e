"""Which parts of a text are not the writer's own words."""

import pytest

from madoguchi.engines.rulebook.quoting import foreign_spans, mask


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("> 早く\n承知", "〓〓〓〓\n承知"),
        ("「早く」と", "「〓〓」と"),
        ("『あ「い」う』え", "『〓〓〓〓〓』え"),
        ("「あ「い」う」え", "「〓〓〓〓〓」え"),
        ("「閉じない", "「閉じない"),
        ("開かない」と", "開かない」と"),
        ('"早く" と', '"〓〓" と'),
        ("“早く”と", "“〓〓”と"),
        ("https://example.co.jp/a です", "〓" * 23 + " です"),
        ("a.b@example.co.jp へ", "〓" * 17 + " へ"),
    ],
)
def test_quotations_and_addresses_are_blanked_in_place(text: str, own: str) -> None:
    assert mask(text, foreign_spans(text)) == own
