"""Words by Sudachi, with offsets of the text given."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from madoguchi.engines.japanese import short_units, tokens


def test_a_word_carries_its_normal_form_and_inflection() -> None:
    first, *_ = tokens("引越しました")

    assert (first.surface, first.normal, first.kind) == ("引越", "引っ越し", "名詞")


def test_offsets_can_be_moved() -> None:
    assert [(token.start, token.end) for token in tokens("商品です", offset=10)] == [
        (10, 12),
        (12, 14),
    ]


def test_a_long_unit_knows_its_short_ones() -> None:
    assert short_units("派遣スタッフ") == ("派遣", "スタッフ")


def test_each_thread_reads_on_its_own() -> None:
    with ThreadPoolExecutor(4) as pool:
        counts = set(pool.map(lambda _number: len(tokens("在庫を確認いたします。")), range(40)))

    assert len(counts) == 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_the_words_stand_in_order_inside_of_the_text(text: str) -> None:
    found = tokens(text)

    assert all(token.surface == text[token.start : token.end] for token in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
