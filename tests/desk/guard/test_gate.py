"""The gate: hint and warn pass, stop needs a reason, block a director."""

import hashlib

import pytest

from madoguchi.desk.guard import gate
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.engines.rulebook import RULEBOOK_VERSION, Draft, Severity

CLEAN = "田中様\n11月19日(木)にお届けします。"
VAGUE = "なるべく早くお届けします。"  # concrete-wording: a warning by the book


def verdict_on(
    text: str, *, weight: str = "warn", reason: str = "", approved: bool = False
) -> gate.Verdict:
    return gate.check_outgoing(
        Draft(text=text, audience_kind="customer"),
        severities={"concrete-wording": Severity(weight)},
        reason=reason,
        approved=approved,
    )


def test_a_text_without_findings_is_clean() -> None:
    verdict = verdict_on(CLEAN)

    assert verdict.outcome == GuardCheck.Outcome.CLEAN
    assert verdict.findings == ()


@pytest.mark.parametrize("weight", ["hint", "warn"])
def test_a_light_finding_passes_and_is_told(weight: str) -> None:
    verdict = verdict_on(VAGUE, weight=weight)

    assert verdict.outcome == GuardCheck.Outcome.PASSED
    [finding] = verdict.findings_as_data()
    assert (finding["rule"], finding["span"]) == ("concrete-wording", "なるべく早く")
    assert finding["severity"] == weight


@pytest.mark.parametrize("reason", ["", "  ", "　\n"])
def test_a_stop_without_a_written_reason_is_refused_with_its_findings(reason: str) -> None:
    with pytest.raises(gate.ReasonNeeded) as refused:
        verdict_on(VAGUE, weight="stop", reason=reason)

    assert [finding.span for finding in refused.value.findings] == ["なるべく早く"]


def test_a_stop_with_a_reason_passes_and_the_reason_is_kept() -> None:
    verdict = verdict_on(VAGUE, weight="stop", reason=" 電話で日を約束済み ")

    assert verdict.outcome == GuardCheck.Outcome.REASONED
    assert verdict.reason == "電話で日を約束済み"


@pytest.mark.parametrize("reason", ["", "急ぎのため"])
def test_a_block_is_refused_whatever_the_reason(reason: str) -> None:
    with pytest.raises(gate.DirectorNeeded):
        verdict_on(VAGUE, weight="block", reason=reason)


@pytest.mark.parametrize("weight", ["stop", "block"])
def test_an_approved_text_passes(weight: str) -> None:
    verdict = verdict_on(VAGUE, weight=weight, approved=True)

    assert verdict.outcome == GuardCheck.Outcome.APPROVED


def test_the_heaviest_finding_decides() -> None:
    with pytest.raises(gate.DirectorNeeded):
        gate.check_outgoing(
            Draft(text="確認して、なるべく早くご連絡します。"),
            severities={"concrete-wording": Severity.BLOCK, "reply-promise": Severity.HINT},
            reason="",
            approved=False,
        )


def test_a_rule_without_a_severity_of_the_client_keeps_the_books() -> None:
    with pytest.raises(gate.ReasonNeeded):
        verdict_on("折り返しご連絡いたします。", weight="hint")


def test_a_verdict_names_the_text_and_the_rulebook_that_it_speaks_of() -> None:
    verdict = verdict_on(CLEAN)

    assert verdict.text_hash == hashlib.sha256(CLEAN.encode()).hexdigest()
    assert verdict.rulebook_version == RULEBOOK_VERSION
