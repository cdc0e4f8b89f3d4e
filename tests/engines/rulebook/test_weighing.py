"""What labelled messages taught is weighed with what a rule reads by itself."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from madoguchi.engines.rulebook import RULES, Context, Draft, PreviousMessage
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.rule import Mark
from madoguchi.engines.rulebook.weighing import weigh
from madoguchi.engines.rulebook.weighing.evidence import (
    Evidence,
    Piece,
    Run,
    message_evidence,
    sentence_evidence,
)
from madoguchi.engines.rulebook.weighing.learned import learned
from madoguchi.engines.rulebook.weighing.tables import Table, pack, restored, stored, unpack

WEIGHTS = st.lists(st.integers(-(2**24), 2**24), min_size=12, max_size=12)
SLUGS = tuple(learned().scales)


def analysis(text: str, audience_kind: str = "client") -> Analysis:
    return Analysis.of(Draft(text, audience_kind=audience_kind))


@given(WEIGHTS, WEIGHTS)
def test_sums_of_packed_weights_are_the_sums_of_the_weights(
    first: list[int], second: list[int]
) -> None:
    total = pack(first) + 3 * pack(second)

    sums = [a + 3 * b for a, b in zip(first, second, strict=True)]
    assert unpack(total, 0, 12) == sums
    assert unpack(total, 5, 3) == sums[5:8]


@given(st.lists(WEIGHTS, max_size=5))
@example([[0] * 12, [-1, 1] * 6])
def test_stored_weights_are_restored(rows: list[list[int]]) -> None:
    packed = [pack(row) for row in rows]

    assert list(restored(stored(packed, 12), 12)) == packed


def test_a_score_is_the_bias_and_what_each_name_says() -> None:
    table = Table(
        ("respect", "clear-request"),
        {"w雑": pack([150, -50, 0, -10]), "=雑": pack([40, 0, 20, 0])},
        (-1.0, 0.5, 0.0, 2.0),
    )
    evidence = (Piece(0.5, (Run(["w雑", "w無い"]),)), Piece(0.25, (Run(["=雑"]), Run(["=無い"]))))

    assert table.of_sentence(evidence) == pytest.approx({"respect": -0.15, "clear-request": 0.25})
    assert table.of_message(evidence) == pytest.approx({"respect": 0.05, "clear-request": 1.95})
    assert table.said(evidence, "respect", of_message=False) == {"w雑": 0.75, "=雑": 0.1}
    assert table.said(evidence, "clear-request", of_message=True) == {"w雑": -0.05}


def names(evidence: Evidence) -> set[str]:
    return {name for piece in evidence for run in piece.runs for name in run.names}


def test_the_evidence_of_a_sentence_holds_its_words_in_order_its_outline_and_meaning() -> None:
    (only,) = sentence_evidence(analysis("3点を送ります。"))

    assert {"w点|を", "a#|N", "=送る", "first", "last", "kind=client", "n1"} <= names(only)
    assert "=を" not in names(only)


def test_a_neighbour_counts_on_its_side() -> None:
    first, second = sentence_evidence(analysis("確認します。17時に送ります。"))

    assert {"+送る", "time"} & names(first) == {"+送る"}
    assert {"-確認", "time"} <= names(second)


def test_what_was_asked_is_evidence_of_the_message() -> None:
    asked = Context(
        previous=(PreviousMessage("them", "送料はいくらですか？\n在庫表を直してください。"),)
    )

    held = names(message_evidence(Analysis.of(Draft("送料は無料です。", asked))))

    assert {"q送料|は", "1送料|は", "asked=asks for a fact", "task", "takes up 0=1"} <= held
    assert "answer=0" in held


def test_an_answer_of_ours_is_no_question_of_theirs() -> None:
    answered = Context(previous=(PreviousMessage("me", "送料は無料です。"),))

    assert "ours before" in names(message_evidence(Analysis.of(Draft("以上です。", answered))))


def test_a_promised_moment_is_evidence() -> None:
    promised = Context(due_at=datetime(2026, 11, 20, 17, tzinfo=UTC))

    assert "due" in names(message_evidence(Analysis.of(Draft("以上です。", promised))))


@given(st.text())
def test_any_text_has_evidence(text: str) -> None:
    read = analysis(text)

    assert len(sentence_evidence(read)) == len(read.sentences)
    assert message_evidence(read)


@given(st.text(), st.sampled_from(SLUGS))
def test_any_text_can_be_weighed(text: str, slug: str) -> None:
    judged = weigh(analysis(text), slug)

    if judged.span is not None:
        start, end = judged.span
        assert 0 <= start <= end <= len(analysis(text).text)


def test_nothing_is_weighed_against_a_text_without_a_sentence() -> None:
    judged = weigh(analysis("> 送料は？"), "respect")

    assert judged.hopeless
    assert not judged.faulty(read=True)


def test_every_weighed_rule_has_a_scale_and_every_scale_its_rule() -> None:
    assert set(SLUGS) == {slug for slug, rule in RULES.items() if rule.weighed}


def test_a_reading_never_speaks_for_the_contrary() -> None:
    assert [slug for slug, scale in learned().scales.items() if scale.read < 0] == []


def test_an_unknown_rule_cannot_be_weighed() -> None:
    with pytest.raises(KeyError):
        weigh(analysis("確認します。"), "open-gap")


def test_where_the_reading_finds_nothing_the_evidence_speaks_for_itself() -> None:
    silent = replace(RULES["reply-promise"], find=lambda _analysis: [])

    (finding,) = silent.findings(analysis("確認いたします。"), Severity.WARN)

    assert finding.span == "確認いたします"
    assert finding.reason == silent.weighed


def test_a_reading_that_all_evidence_speaks_against_is_not_even_made() -> None:
    def unread(_analysis: Analysis) -> list[Mark]:
        raise AssertionError

    sound = replace(RULES["respect"], find=unread)

    assert sound.findings(analysis("ありがとうございます。"), Severity.WARN) == ()
