"""A verdict is kept: the check of the message that left, and a row for each finding, to be counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.guard.gate import Severities, Verdict, in_force
from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import many
from madoguchi.engines.rulebook import RULES

MOST_REWRITES = 20  # rows of one rule and message


@dataclass(frozen=True, kw_only=True)
class Sending:
    """The message that left: of which client, by whom, when; and who approved it, if anybody."""

    client_id: int
    message_id: int
    author: Person
    approver: Person | None
    at: datetime
    urgent_reason: str = ""  # why it did not wait for a good moment


def keep(verdict: Verdict, sending: Sending, severities: Severities) -> GuardCheck:
    """Inside of the sending's transaction: one INSERT, and a second one where there are findings."""
    check = GuardCheck(
        client_id=sending.client_id,
        message_id=sending.message_id,
        person=sending.author,
        approver=sending.approver,
        at=sending.at,
        text_hash=verdict.text_hash,
        rulebook_version=verdict.rulebook_version,
        findings=verdict.findings_as_data(),
        outcome=verdict.outcome,
        reason=verdict.reason,
        urgent_reason=sending.urgent_reason,
        found=dict(verdict.trace.found),
        rewritten=verdict.trace.rewritten,
        silenced=verdict.trace.silences_as_data(),
    )
    many.insert([check])
    many.insert([*_standing(check, verdict), *_rewritten(check, verdict, severities)])
    return check


def _standing(check: GuardCheck, verdict: Verdict) -> Iterator[GuardFinding]:
    for finding in verdict.findings:
        row = _row(check, finding.rule, verdict.outcome_of(finding))
        row.severity = finding.severity.value
        row.span = finding.span or ""
        row.reason = finding.reason
        yield row


def _rewritten(
    check: GuardCheck, verdict: Verdict, severities: Severities
) -> Iterator[GuardFinding]:
    weights = in_force(severities)
    for rule, number in verdict.trace.rewritten.items():
        severity = weights.get(rule)
        for _ in range(min(number, MOST_REWRITES) if rule in RULES else 0):
            row = _row(check, rule, GuardFinding.Outcome.REWRITTEN)
            row.severity = (severity or RULES[rule].severity).value
            yield row


def _row(check: GuardCheck, rule: str, outcome: GuardFinding.Outcome) -> GuardFinding:
    return GuardFinding(
        client_id=check.client_id,
        guard_check_id=check.pk,
        message_id=check.message_id,
        rule=rule,
        outcome=outcome,
        person_id=check.person_id,
        at=check.at,
    )
