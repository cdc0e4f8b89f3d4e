"""Nouns of a text by what they mean; a word that a question may also be called."""

from madoguchi.engines.japanese import Other, meanings, query_terms


def words(text: str) -> set[tuple[str, str]]:
    return {(one.word, one.spelled) for one in meanings(text)}


def test_words_of_one_meaning_have_one_number() -> None:
    [shipping] = meanings("送料を教えてください。")
    [delivery] = meanings("配送料を教えてください。")

    assert shipping.number == delivery.number
    assert (shipping.word, delivery.word) == ("送料", "配送料")


def test_a_word_is_told_as_it_was_written_and_in_its_usual_spelling() -> None:
    assert words("取消をお願いします。") == {("取り消し", "取消")}


def test_a_word_of_two_meanings_is_there_with_both() -> None:
    assert len(meanings("キャンセル")) == 2


def test_a_text_without_synonyms_has_none() -> None:
    assert meanings("") == frozenset()
    assert meanings("返品します。") == frozenset()


def test_a_question_also_asks_for_what_a_word_is_called_under_a_mark() -> None:
    others = (Other("商品", "うつわ", "C5"),)

    assert query_terms("商品", others=others) == "('商品' | (('器') & 'C5'))"
    assert query_terms("返品", others=others) == query_terms("返品")


def test_a_name_of_several_words_is_asked_for_whole() -> None:
    asked = query_terms("交換 クーポン", others=(Other("クーポン", "ごあいさつ 券", "C5"),))

    assert asked.count(" & 'C5'") == 1
    assert asked.startswith("(")


def test_what_is_no_word_is_no_other() -> None:
    assert query_terms("商品", others=(Other("商品", "。", "C5"),)) == query_terms("商品")
