"""Clauses: what is done, by whom, and how it is tied to what follows."""

import pytest

from madoguchi.engines.japanese import tokens
from madoguchi.engines.rulebook.clauses import Clause, Link, clauses


def last(text: str) -> Clause:
    return clauses(tokens(text))[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "院内で調べまして、折り返しご連絡いたします",
            [("調べる", Link.AND), ("連絡", Link.FINAL)],
        ),
        ("検討のうえお返事差し上げます", [("検討", Link.AND), ("返事", Link.FINAL)]),
        ("回答が届き次第、貼りますね", [("届く", Link.WHEN), ("張る", Link.FINAL)]),
        ("確認しますのでお待ちください", [("確認", Link.REASON), ("待つ", Link.FINAL)]),
        ("担当者が不在のため折り返します", [("不在", Link.REASON), ("折り返す", Link.FINAL)]),
        ("17時に届く荷物を調べます", [("届く", Link.NOUN), ("調べる", Link.FINAL)]),
        ("決まったら言いますね", [("決まる", Link.WHEN), ("言う", Link.FINAL)]),
        ("資料ができれば送ります", [("資料", Link.WHEN), ("送る", Link.FINAL)]),
        ("確認しますが、少々かかります", [("確認", Link.REASON), ("掛かる", Link.FINAL)]),
        ("内容を確認し、送ります", [("確認", Link.AND), ("送る", Link.FINAL)]),
        ("ただいま確認中。", [("確認", Link.FINAL)]),
        ("", []),
        ("。", []),
    ],
)
def test_a_sentence_falls_into_clauses_with_their_links(
    text: str, expected: list[tuple[str, Link]]
) -> None:
    assert [(clause.head, clause.link) for clause in clauses(tokens(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "確認いたします",
        "確認させていただきます",
        "確認中です",
        "検討させてください",
        "送る予定です",
    ],
)
def test_our_own_deed_is_still_to_come(text: str) -> None:
    assert last(text).ours_to_come


@pytest.mark.parametrize(
    "text",
    [
        "確認しました",
        "ご確認ください",
        "確認できません",
        "確認しましょうか",
        "ご確認いただけます",
        "確認しろ",
    ],
)
def test_what_is_done_denied_asked_or_theirs_is_not_ours_to_come(text: str) -> None:
    assert not last(text).ours_to_come


def test_a_likely_deed_is_one_clause() -> None:
    (clause,) = clauses(tokens("到着が遅れそうです"))

    assert (clause.head, clause.link) == ("遅れる", Link.FINAL)


def test_a_wish_does_not_turn_into_a_condition() -> None:
    clause = last("お時間をいただけますと幸いです")

    assert (clause.head, clause.link, clause.wished) == ("時間", Link.FINAL, True)
