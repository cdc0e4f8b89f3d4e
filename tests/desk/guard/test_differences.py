"""What was changed in a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from madoguchi.desk.guard.differences import MOST_WORDS, Part, difference

TEXTS = st.text(alphabet="あア漢a1 。\n", max_size=40)


def test_a_word_that_became_another() -> None:
    assert difference("なるべく早くお届けします。", "11月20日にお届けします。")[-1] == Part(
        "same", "お届けします。"
    )


def test_the_same_text_has_no_difference() -> None:
    assert difference("同じ", "同じ") == ()


@given(before=TEXTS, after=TEXTS)
def test_both_texts_can_be_read_out_of_it(before: str, after: str) -> None:
    parts = difference(before, after)

    if before != after:
        assert "".join(one.text for one in parts if one.kind != "added") == before
        assert "".join(one.text for one in parts if one.kind != "removed") == after


def test_a_very_long_text_is_compared_line_by_line() -> None:
    lines = "あ 一\n" * MOST_WORDS

    assert difference(lines, f"{lines}終わり") == (Part("same", lines), Part("added", "終わり"))
