"""What of a text is offered to go alone: each number whole, without its label, and no time or amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.desk.rooms.copyable import normal, numbers_in

DASHES = "-−‐‑‒–—―－ー"
LABELS = (
    "追跡番号は",
    "口座番号は",
    "ログイン用コードは ",
    "暗証は ",
    "振込先は",
    "注文番号:",
    "お電話は ",
)
NUMBERS = ("4821-3390-1175", "1234567", "A7K-20417", "0921", "03-0000-6634", "K-20417", "5678901")
AFTER = (
    "です。",
    "",
    " です。11月25日15:00までに、3,480円をお願いします。",
    "\n以上です。",
    "、2通目です。",
)


@pytest.mark.parametrize("dash", DASHES)
def test_any_dash_joins_the_groups_of_a_number(dash: str) -> None:
    number = dash.join(("４８２１", "３３９０", "１１７５"))

    assert numbers_in(f"追跡番号は{number}です。") == ("4821-3390-1175",)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("口座番号は1234567", "1234567"),
        ("ログイン用コードは A7K-20417", "A7K-20417"),
        ("注文番号は K-20417", "K-20417"),
        ("暗証は 0921", "0921"),
        ("振込先は1234567", "1234567"),
        ("伝票番号は 4821 3390 1175 です。", "4821 3390 1175"),
        ("お振込先は、みずうみ信用組合 本店 普通 0012345 です。", "0012345"),
        ("PASS:gR7-kk29 です。", "gR7-kk29"),
        ("集合は東京都架空区みどり町2-14-6です。5分前です。", "東京都架空区みどり町2-14-6"),
    ],
)
def test_the_label_stays(text: str, alone: str) -> None:
    assert numbers_in(text) == (alone,)


def test_each_number_is_offered_in_its_order() -> None:
    text = "追跡番号は4821-3390-1175、暗証は 0921、窓口は03-0000-6634です。"

    assert numbers_in(text) == ("4821-3390-1175", "0921", "03-0000-6634")


def test_what_is_said_in_one_breath_is_offered_too() -> None:
    assert numbers_in("番号は K-20417 と L-30518 です。") == ("K-20417", "L-30518")


@pytest.mark.parametrize(
    "text",
    [
        "11月25日15:00までに3,480円をお送りします。",
        "会議は2026-11-25の10:00-11:30です。",
        "合計は12,000円、番号は10件です。コードは8桁です。",
        "鍵は15:00に渡します。",
        "03-0000-1188",
        "> 口座番号は1234567\n承知しました。",
        "承知しました。\n--\n窓口 番号 1234567",
    ],
)
def test_times_days_amounts_and_what_stands_alone_are_not_offered(text: str) -> None:
    assert numbers_in(text) == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.sampled_from(NUMBERS), st.sampled_from(AFTER)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(DASHES),
)
def test_what_goes_is_a_whole_number_of_the_text(
    said: list[tuple[str, str, str]], dash: str
) -> None:
    text = "\n".join(f"{label}{number.replace('-', dash)}{after}" for label, number, after in said)

    offered = numbers_in(text)

    assert all(one in normal(text) for one in offered)
    assert set(offered) <= {number for _, number, _ in said}


@given(st.text(alphabet="番号は暗証コード口座ID:K-−ー0123 \n、です円時年/", max_size=40))
def test_whatever_was_written_no_word_of_it_goes_along(text: str) -> None:
    for one in numbers_in(text):
        assert one in normal(text)
        assert one.isascii()
        assert any(sign.isdigit() for sign in one)
