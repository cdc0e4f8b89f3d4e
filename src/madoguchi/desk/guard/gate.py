"""The gate: what a draft must show before it leaves. Hint and warn pass, stop needs a reason, block a director."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.engines import rulebook
from madoguchi.engines.rulebook import Draft, Finding, Severity


class CannotSend(Refusal):
    """このままでは送信できません。"""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


class ReasonNeeded(CannotSend):
    """「停止」の指摘が残っています。書き換えるか、理由を書いて送信してください。"""


class DirectorNeeded(CannotSend):
    """この文面はディレクターの承認が必要です。文面はそのままで、承認を依頼できます。"""


@dataclass(frozen=True)
class Verdict:
    """What the guard found in the text that leaves, and why it may leave."""

    findings: tuple[Finding, ...]
    outcome: GuardCheck.Outcome
    reason: str
    text_hash: str
    rulebook_version: str = rulebook.RULEBOOK_VERSION

    def findings_as_data(self) -> list[dict[str, Any]]:
        """The findings as JSON keeps them."""
        return [
            {**asdict(finding), "severity": finding.severity.value} for finding in self.findings
        ]


def findings_on(draft: Draft, severities: Mapping[str, Severity]) -> tuple[Finding, ...]:
    """Every finding of the rulebook on the draft, with this client's severities."""
    return rulebook.check(draft, severities={**rulebook.DEFAULT_SEVERITIES, **severities})


def check_outgoing(
    draft: Draft, *, severities: Mapping[str, Severity], reason: str, approved: bool
) -> Verdict:
    """The verdict on a text at the moment of sending.

    Raises DirectorNeeded for a block without approval, ReasonNeeded for a stop without a reason.
    """
    findings = findings_on(draft, severities)
    worst = max((finding.severity for finding in findings), default=None)
    if worst == Severity.BLOCK and not approved:
        raise DirectorNeeded(findings)
    if worst == Severity.STOP and not approved and not reason.strip():
        raise ReasonNeeded(findings)
    return Verdict(findings, _outcome(worst, approved=approved), reason.strip(), _hash(draft.text))


def _outcome(worst: Severity | None, *, approved: bool) -> GuardCheck.Outcome:
    if worst is None:
        return GuardCheck.Outcome.CLEAN
    if worst < Severity.STOP:
        return GuardCheck.Outcome.PASSED
    return GuardCheck.Outcome.APPROVED if approved else GuardCheck.Outcome.REASONED


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
