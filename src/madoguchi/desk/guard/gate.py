"""The gate: what a draft must show before it leaves. Hint and warn pass, stop needs a reason, block a director.

Every path on which something leaves calls `check_outgoing` at the moment of sending.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.engines import rulebook
from madoguchi.engines.rulebook import Draft, Finding, Severity
from madoguchi.engines.rulebook.rules.considerate_timing import RULE as TIMING


class CannotSend(Refusal):
    """このままでは送信できません。"""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


class ReasonNeeded(CannotSend):
    """「停止」の指摘が残っています。書き換えるか、理由を書いて送信してください。"""


class GoodMomentNeeded(ReasonNeeded):
    """いまは相手の勤務時間ではありません。送信予約するか、急ぎの理由を書いて送信してください。本文は残っています。"""


class DirectorNeeded(CannotSend):
    """この文面はディレクターの承認が必要です。文面はそのままで、承認を依頼できます。"""


class Trainee(DirectorNeeded):
    """研修中は、ディレクターの承認を経て送信します。文面はそのままで、承認を依頼できます。"""


_UNSEEN_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")  # fillers of Hangul: letters to Unicode
# By slug, where it differs from the book; None: the rule is off.
Severities = Mapping[str, Severity | None]


@dataclass(frozen=True)
class Writer:
    """Who sends: in training, everything waits for a director; approved, one has looked."""

    in_training: bool = False
    is_approved: bool = False


@dataclass(frozen=True)
class Verdict:
    """What the guard found in the text that leaves, what became of each finding, and why it may leave."""

    findings: tuple[Finding, ...]
    outcome: GuardCheck.Outcome
    reason: str
    text_hash: str
    trace: Trace
    rulebook_version: str

    def findings_as_data(self) -> list[dict[str, Any]]:
        """The findings as JSON keeps them."""
        return [
            {**asdict(finding), "severity": finding.severity.value} for finding in self.findings
        ]

    def outcome_of(self, finding: Finding) -> GuardFinding.Outcome:
        """What became of one finding of the text that leaves."""
        if finding.severity >= Severity.STOP:
            is_approved = self.outcome == GuardCheck.Outcome.APPROVED
            return GuardFinding.Outcome.APPROVED if is_approved else GuardFinding.Outcome.REASONED
        is_silenced = self.trace.hides(finding)
        return GuardFinding.Outcome.SILENCED if is_silenced else GuardFinding.Outcome.SENT


def findings_on(draft: Draft, severities: Severities) -> tuple[Finding, ...]:
    """Every finding of the rulebook on the draft, with this client's severities."""
    return rulebook.check(draft, severities=in_force(severities))


def in_force(severities: Severities) -> Severities:
    """The book's severities, and this client's where they differ."""
    return {**rulebook.DEFAULT_SEVERITIES, **severities}


def check_outgoing(
    draft: Draft,
    *,
    severities: Severities,
    version: str,
    reason: str,
    writer: Writer,
    trace: Trace,
) -> Verdict:
    """The verdict on a text at the moment of sending, by that version of the book.

    Raises DirectorNeeded for a block or a trainee without approval, ReasonNeeded for a stop
    without a reason.
    """
    findings = findings_on(draft, severities)
    worst = max((finding.severity for finding in findings), default=None)
    if not writer.is_approved:
        _refuse_unless_free(findings, worst, reason, writer)
    outcome = _outcome(worst, writer)
    return Verdict(
        findings, outcome, reason.strip(), _hash(draft.text), trace.seen(findings), version
    )


def _refuse_unless_free(
    findings: tuple[Finding, ...], worst: Severity | None, reason: str, writer: Writer
) -> None:
    if worst == Severity.BLOCK:
        raise DirectorNeeded(findings)
    if writer.in_training:
        raise Trainee(findings)
    if worst == Severity.STOP and not says_something(reason):
        stops = {finding.rule for finding in findings if finding.severity == Severity.STOP}
        raise GoodMomentNeeded(findings) if stops == {TIMING.slug} else ReasonNeeded(findings)


def says_something(reason: str) -> bool:
    """Whether there is a letter in it that is seen: no blank of any width, no dot for a reason."""
    return any(one.isalnum() and one not in _UNSEEN_LETTERS for one in reason)


def _outcome(worst: Severity | None, writer: Writer) -> GuardCheck.Outcome:
    if writer.is_approved and (writer.in_training or (worst and worst >= Severity.STOP)):
        return GuardCheck.Outcome.APPROVED
    if worst is None:
        return GuardCheck.Outcome.CLEAN
    if worst < Severity.STOP:
        return GuardCheck.Outcome.PASSED
    return GuardCheck.Outcome.REASONED


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
