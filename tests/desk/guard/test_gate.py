"""The gate: hint and warn pass, stop needs a reason, block a director."""

import hashlib

import pytest

from madoguchi.desk.guard import gate
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.guard.traces import Silence, Trace
from madoguchi.engines.rulebook import Draft, Severity
from tests import builders

CLEAN = "田中様\n11月19日(木)に届きます。"
VAGUE = "なるべく早くお届けします。"  # concrete-wording: a warning by the book
ANYBODY, TRAINEE = gate.Writer(), gate.Writer(in_training=True)
NOTHING = Trace()


def verdict_on(
    text: str,
    *,
    weight: str = "warn",
    reason: str = "",
    writer: gate.Writer = ANYBODY,
    trace: Trace = NOTHING,
) -> gate.Verdict:
    return gate.check_outgoing(
        Draft(text=text, audience_kind="customer"),
        severities={"concrete-wording": None if weight == "off" else Severity(weight)},
        version="7+3",
        reason=reason,
        writer=writer,
        trace=trace,
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
    verdict = verdict_on(VAGUE, weight=weight, writer=gate.Writer(is_approved=True))

    assert verdict.outcome == GuardCheck.Outcome.APPROVED
    assert verdict.outcome_of(verdict.findings[0]) == "approved"


def test_a_rule_that_is_off_for_the_client_says_nothing() -> None:
    assert verdict_on(VAGUE, weight="off").outcome == GuardCheck.Outcome.CLEAN


@pytest.mark.parametrize("text", [CLEAN, VAGUE])
def test_whoever_is_in_training_needs_a_director_whatever_they_write(text: str) -> None:
    with pytest.raises(gate.Trainee):
        verdict_on(text, reason="急ぎのため", writer=TRAINEE)

    approved = gate.Writer(in_training=True, is_approved=True)
    assert verdict_on(text, writer=approved).outcome == GuardCheck.Outcome.APPROVED


def test_what_became_of_each_finding_is_told() -> None:
    silence = Trace(silenced=(Silence("concrete-wording", "なるべく早く", builders.NOW),))

    silenced = verdict_on(VAGUE, trace=silence)
    sent = verdict_on(VAGUE)
    reasoned = verdict_on(VAGUE, weight="stop", reason="約束済み", trace=silence)

    told = [one.outcome_of(one.findings[0]).value for one in (silenced, sent, reasoned)]
    assert told == ["silenced", "sent", "reasoned"]


def test_a_stop_is_not_silenced() -> None:
    silence = Trace(silenced=(Silence("concrete-wording", "なるべく早く", builders.NOW),))

    with pytest.raises(gate.ReasonNeeded):
        verdict_on(VAGUE, weight="stop", trace=silence)


def test_the_heaviest_finding_decides() -> None:
    with pytest.raises(gate.DirectorNeeded):
        gate.check_outgoing(
            Draft(text="確認して、なるべく早くご連絡します。"),
            severities={"concrete-wording": Severity.BLOCK, "reply-promise": Severity.HINT},
            version="7+3",
            reason="",
            writer=ANYBODY,
            trace=NOTHING,
        )


def test_a_rule_without_a_severity_of_the_client_keeps_the_books() -> None:
    with pytest.raises(gate.ReasonNeeded):
        verdict_on("折り返しご連絡いたします。", weight="hint")


def test_a_verdict_names_the_text_and_the_rulebook_that_it_speaks_of() -> None:
    verdict = verdict_on(CLEAN)

    assert verdict.text_hash == hashlib.sha256(CLEAN.encode()).hexdigest()
    assert verdict.rulebook_version == "7+3"
