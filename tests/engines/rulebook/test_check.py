"""The frame: findings on the text as given, severities, proof of the rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.engines.rulebook import (
    DEFAULT_SEVERITIES,
    NINETEEN,
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
from madoguchi.engines.rulebook.reading.act import ActKind
from madoguchi.engines.rulebook.reading.acts import acts
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


# The labelling guide's numbers, and how much each weighs before a client or a single case changes it.
THE_NINETEEN = {
    "reply-promise": ("0.1", Severity.STOP),
    "no-reaction-only": ("0.2", Severity.WARN),
    "batch-questions": ("0.3", Severity.HINT),
    "considerate-timing": ("0.4", Severity.WARN),
    "concrete-wording": ("0.5", Severity.WARN),
    "fact-vs-interpretation": ("0.6", Severity.WARN),
    "deadline-on-acceptance": ("0.7", Severity.WARN),
    "clarify-purpose": ("0.8", Severity.WARN),
    "early-delay-notice": ("0.9", Severity.WARN),
    "closed-question": ("0.10", Severity.WARN),
    "clear-request": ("0.11", Severity.WARN),
    "easy-confirmation": ("0.12", Severity.WARN),
    "device-aware": ("0.13", Severity.WARN),
    "call-follow-up": ("0.14", Severity.WARN),
    "shared-room": ("0.15", Severity.WARN),
    "right-audience": ("0.16", Severity.STOP),
    "respect": ("0.17", Severity.WARN),
    "conclusion-first": ("C", Severity.HINT),
    "client-vocabulary": ("V", Severity.WARN),
}
BESIDE_THEM = {
    "weekday-agrees": ("S1", Severity.STOP),
    "other-client": ("S2", Severity.STOP),
    "attachment-announced": ("S3", Severity.STOP),
    "unknown-reference": ("S4", Severity.WARN),
    "mandatory-phrase": ("S5", Severity.STOP),
    "forbidden-promise": ("S6", Severity.WARN),
    "house-word": ("S7", Severity.WARN),
    "open-gap": ("S8", Severity.STOP),
}


def test_sound_rules_are_published_in_the_order_given() -> None:
    respect, timing = RULES["respect"], RULES["considerate-timing"]

    assert list(publish([respect, timing]).items()) == [
        ("respect", respect),
        ("considerate-timing", timing),
    ]


def test_a_draft_does_what_its_clauses_do() -> None:
    analysis = Analysis.of(Draft("承知しました。在庫を確認して折り返します。納期はいつですか？"))

    kinds = [act.kind for act in acts(analysis)]

    assert {ActKind.PUTS_OFF, ActKind.ASKS_FACT} <= set(kinds)
    assert [act.start for act in acts(analysis)] == sorted(act.start for act in acts(analysis))


def test_the_rules_are_the_guides_nineteen_and_eight_beside_them() -> None:
    found = {slug: (rule.number, rule.severity) for slug, rule in RULES.items()}

    assert found == THE_NINETEEN | BESIDE_THEM
    assert set(NINETEEN) == set(THE_NINETEEN)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_carries_six_examples_each_way_and_words_of_its_own(rule: Rule) -> None:
    assert len(rule.bad) >= 6
    assert len(rule.good) >= 6
    assert len({example.text for example in rule.bad}) == len(rule.bad)
    assert rule.title
    assert rule.meaning.endswith("。")


def test_a_rule_that_is_off_finds_nothing() -> None:
    assert check(Draft("例の件、確認いたします。"), severities=dict.fromkeys(RULES)) == ()


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
    whole = replace(RULES["no-reaction-only"], find=lambda _analysis: [Mark(None, "理由")])

    (finding,) = whole.findings(Analysis.of(Draft("了解")), Severity.HINT)

    assert (finding.span, finding.start, finding.end) == (None, None, None)


@given(st.text(), st.text())
def test_any_text_can_be_checked(text: str, word: str) -> None:
    check(Draft(text, Context(glossary={"うつわ": (word,)})))


@given(japanese)
def test_a_span_is_the_text_between_its_offsets(text: str) -> None:
    for finding in check(Draft(text, Context(glossary=GLOSSARY))):
        if finding.start is None:
            assert (finding.span, finding.end) == (None, None)
        else:
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

    assert "reply-promise" in [finding.rule for finding in check(Draft(text))]


@pytest.mark.parametrize("text", ["", " \n\n　", "。"])
def test_a_blank_text_has_no_findings(text: str) -> None:
    assert check(Draft(text)) == ()


def test_a_very_long_text_is_read_to_its_end() -> None:
    found = check(Draft("あ" * 30_000 + "\n折り返しご連絡いたします。"))

    assert "折り返しご連絡いたします" in [one.span for one in found if one.rule == "reply-promise"]
