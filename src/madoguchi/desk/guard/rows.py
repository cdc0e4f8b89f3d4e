"""What the guard says, as the composer shows it."""

import json
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.words import later
from madoguchi.engines.rulebook.rules.considerate_timing import RULE as TIMING

SEVERITIES = {
    "hint": later("ヒント"),
    "warn": later("注意"),
    "stop": later("停止"),
    "block": later("承認"),
}

# What sending itself refuses, before the gate: no reason and no director lets it out, so nobody is asked
# for one. It is to be written out.
TO_BE_WRITTEN = frozenset({"open-gap"})


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding of the guard. severity: hint, warn, stop or block.

    start and end count UTF-16 code units of the text with \\n newlines (`utf16_index`), because
    the browser does; None for a finding about the whole message.
    """

    n: int  # 1 … in the order shown
    rule: str
    number: str  # 「0.1」「V」
    title: str
    reason: str
    severity: str
    start: int | None = None
    end: int | None = None
    rewrite: str | None = None
    key: str = ""  # what names it in a form
    words: str = ""  # what it is about; "" for the whole message

    @property
    def tone(self) -> str:
        return {"hint": "info", "warn": "warning"}.get(self.severity, "error")

    @property
    def severity_label(self) -> str:
        return str(SEVERITIES[self.severity])

    @property
    def icon(self) -> str:
        icons = {"hint": "lightbulb", "warn": "triangle-alert", "stop": "octagon-alert"}
        return icons.get(self.severity, "lock")

    @property
    def asks_somebody(self) -> bool:
        """Whether it leaves by somebody's word alone: its writer's reason, or a director's."""
        return self.severity in {"stop", "block"} and self.rule not in TO_BE_WRITTEN

    @property
    def is_timing(self) -> bool:
        """Whether it is about when the text reaches its recipient."""
        return self.rule == TIMING.slug

    @property
    def is_silenceable(self) -> bool:
        return self.severity in {"hint", "warn"}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """The next good moment for whom a text reaches, where now is none, and why it is none."""

    at: datetime
    why: str
    now: datetime


@dataclass(frozen=True, slots=True)
class SeverityCount:
    finding: FindingRow  # the first of its severity: for tone, icon and label
    count: int


@dataclass(frozen=True, slots=True)
class GuardRow:
    """The guard's word about a draft: findings, most severe first, and what it asks for."""

    findings: tuple[FindingRow, ...] = ()
    is_checked: bool = False  # False: nothing was typed yet
    silenced: tuple[FindingRow, ...] = ()  # what its writer leaves as it is
    in_training: bool = False  # the writer is: whatever is found, a director decides
    offer: OfferRow | None = None

    @property
    def waits(self) -> bool:
        """Whether its button offers the next good moment instead of now: nothing else holds it back."""
        timing = {one.severity for one in self.findings if one.is_timing}
        others = any(not one.is_timing for one in self.stops)
        is_asked = bool(timing & {"warn", "stop"}) and self.offer is not None
        return is_asked and not others and not self.in_training

    @property
    def gate(self) -> str:
        """open: may go; reason: a written reason is needed; approval: a director decides."""
        asked = {finding.severity for finding in self.stops}
        if "block" in asked or self.in_training:
            return "approval"
        return "reason" if asked else "open"

    @property
    def counts(self) -> tuple[SeverityCount, ...]:
        first: dict[str, FindingRow] = {}
        number: dict[str, int] = {}
        for finding in self.findings:
            first.setdefault(finding.severity, finding)
            number[finding.severity] = number.get(finding.severity, 0) + 1
        return tuple(SeverityCount(first[severity], number[severity]) for severity in first)

    @property
    def stops(self) -> tuple[FindingRow, ...]:
        return tuple(one for one in self.findings if one.asks_somebody)

    @property
    def rewrite_count(self) -> int:
        return sum(one.rewrite is not None and one.start is not None for one in self.findings)

    @property
    def marks(self) -> str:
        """JSON for the composer's underlines: [{n, rule, sev, start, end, rewrite}]."""
        return json.dumps(
            [
                {
                    "n": one.n,
                    "rule": one.rule,
                    "sev": one.tone,
                    "start": one.start,
                    "end": one.end,
                    "rewrite": one.rewrite,
                }
                for one in self.findings
                if one.start is not None
            ],
            ensure_ascii=False,
        )


def utf16_index(text: str, index: int) -> int:
    """The browser's offset of a Python offset into the same text."""
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2
