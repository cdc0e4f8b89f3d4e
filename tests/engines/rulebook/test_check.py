"""The frame: findings on the text as given, severities, proof of the rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.engines.rulebook import (
    DEFAULT_SEVERITIES,
    RULES,
    Context,
    Draft,
    Example,
    Rule,
    RuleContradictsItself,
    Severity,
    check,
)
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.registry import publish
from madoguchi.engines.rulebook.rule import Mark

GLOSSARY = {"うつわ": ("商品", "CS")}
PIECES = (
    "確認いたします", "折り返しご連絡いたします", "本日17時までに", "なるべく早く", "例の件", "商品", "ＣＳ", "ｶﾞｽ",
    "「", "」", "> ", "。", "、", "\n", "🙏", "\ud83d", "①", "㈱", "か\u3099", "お待ちください", "少し遅れます", "は", "の", "12", "です",
)  # fmt: skip
japanese = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_holds_on_its_own_examples(rule: Rule) -> None:
    assert rule.failing_examples() == ()
    assert rule.bad
    assert rule.good


def test_a_rule_that_fails_its_own_example_cannot_be_published() -> None:
    contradictory = replace(RULES["concrete-wording"], good=(Example("なるべく早く送ります。"),))

    with pytest.raises(RuleContradictsItself, match="concrete-wording"):
        publish([contradictory])


def test_the_rules_carry_their_numbers_titles_and_severities() -> None:
    assert [(rule.number, rule.title, rule.severity) for rule in RULES.values()] == [
        ("0.1", "保留には返答の時刻を添える", Severity.STOP),
        ("0.5", "数と名前で書く", Severity.WARN),
        ("V", "委託元のことばで書く", Severity.WARN),
    ]


def test_a_clients_severity_replaces_the_rules_own() -> None:
    draft = Draft("例の件、確認いたします。")

    findings = check(draft, severities={"reply-promise": Severity.BLOCK})

    assert {finding.rule: finding.severity for finding in findings} == {
        "reply-promise": Severity.BLOCK,
        "concrete-wording": DEFAULT_SEVERITIES["concrete-wording"],
    }


def test_severities_are_ordered_from_hint_to_block() -> None:
    assert Severity.HINT < Severity.WARN < Severity.STOP < Severity.BLOCK
    assert Severity.BLOCK > Severity.HINT
    assert Severity.WARN <= Severity.WARN
    assert Severity.STOP >= Severity.WARN
    assert [severity.label for severity in Severity] == ["ヒント", "注意", "停止", "承認"]


def test_a_finding_on_the_whole_message_has_no_span() -> None:
    whole = replace(RULES["reply-promise"], find=lambda _analysis: [Mark(None, "理由")])

    (finding,) = whole.findings(Analysis.of(Draft("了解")), Severity.HINT)

    assert (finding.span, finding.start, finding.end) == (None, None, None)


@given(st.text(), st.text())
def test_any_text_can_be_checked(text: str, word: str) -> None:
    check(Draft(text, Context(glossary={"うつわ": (word,)})))


@given(japanese)
def test_a_span_is_the_text_between_its_offsets(text: str) -> None:
    for finding in check(Draft(text, Context(glossary=GLOSSARY))):
        assert finding.span
        assert text[finding.start : finding.end] == finding.span


@given(japanese)
def test_quoted_lines_never_yield_findings(text: str) -> None:
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))

    assert check(Draft(quoted, Context(glossary=GLOSSARY))) == ()


@given(st.lists(st.sampled_from([p for p in PIECES if p not in "「」"]), max_size=12).map("".join))
def test_citations_never_yield_findings(text: str) -> None:
    cited = f"お客様より「{text}」とのことです。".replace("\n", "")

    assert check(Draft(cited, Context(glossary=GLOSSARY))) == ()


def test_full_width_and_half_width_writing_are_judged_alike() -> None:
    narrow = Draft("本日17時までに確認し、CSへ連絡します。", Context(glossary=GLOSSARY))
    wide = Draft("本日１７時までに確認し、ＣＳへ連絡します。", Context(glossary=GLOSSARY))

    (found,) = check(narrow)
    (found_wide,) = check(wide)

    assert (found.rule, found.start, found.end) == (
        found_wide.rule,
        found_wide.start,
        found_wide.end,
    )
    assert found_wide.span == "ＣＳ"


@pytest.mark.parametrize(
    ("text", "avoided", "found"),
    [
        ("★を付けました。", "★", True),
        ("!", "!", True),
        ("京都さんの件です。", "京", False),
        ("株式会社青空スタッフの請求書です。", "スタッフ", False),
        ("B-CSの点検です。", "CS", False),
        ("お部屋は3階です。", "部屋", True),
        ("ワークショップは12日です。", "ショップ", False),
        ("商品です。", " ", False),
    ],
)
def test_an_avoided_word_is_found_only_as_a_word(text: str, avoided: str, *, found: bool) -> None:
    assert bool(check(Draft(text, Context(glossary={"うつわ": (avoided,)})))) == found


def test_a_bracket_that_closes_far_away_is_taken_for_a_slip() -> None:
    text = "「" + "あ" * 3_000 + "。折り返しご連絡いたします。」"

    assert [finding.rule for finding in check(Draft(text))] == ["reply-promise"]


@pytest.mark.parametrize("text", ["", " \n\n　", "。"])
def test_a_blank_text_has_no_findings(text: str) -> None:
    assert check(Draft(text)) == ()


def test_a_very_long_text_is_read_to_its_end() -> None:
    (finding,) = check(Draft("あ" * 30_000 + "\n折り返しご連絡いたします。"))

    assert finding.span == "折り返しご連絡いたします"
