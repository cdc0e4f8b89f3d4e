"""One spelling for all, with the way back."""

from hypothesis import given
from hypothesis import strategies as st

from madoguchi.engines.japanese import normalise


def test_widths_and_composed_characters_become_one_spelling() -> None:
    assert normalise("ＣＳﾊﾟﾝ１７時か\u3099㈱").text == "CSパン17時が(株)"


def test_a_span_leads_back_to_the_characters_it_came_from() -> None:
    normal = normalise("全ﾊﾟﾝ㈱です")

    assert normal.text == "全パン(株)です"
    assert normal.original_span(1, 2) == (1, 3)
    assert normal.original_span(4, 5) == (4, 5)
    assert normal.original_span(3, 6) == (4, 5)


def test_a_lone_surrogate_is_replaced() -> None:
    assert normalise("あ\ud83dい").text == "あ\N{REPLACEMENT CHARACTER}い"


@given(st.text())
def test_every_character_knows_its_origin(text: str) -> None:
    normal = normalise(text)

    assert len(normal.origins) == len(normal.text)
    assert all(0 <= start < end <= len(text) for start, end in normal.origins)
    assert normal.origins == tuple(sorted(normal.origins))


def test_a_pile_of_marks_is_no_single_character() -> None:
    normal = normalise("か" + "\u3099" * 100)

    assert len(normal.text) == 100
    assert {end - start for start, end in normal.origins} == {31, 8}


def test_a_character_that_stands_for_a_whole_phrase_stays_as_it_is() -> None:
    assert normalise("\ufdfa㌖").text == "\ufdfaキロメートル"
