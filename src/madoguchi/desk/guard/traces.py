"""What became of the guard's findings while a message was typed: kept with its draft, then with its check."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from madoguchi.engines.rulebook import RULES, Finding, Severity

MOST = 99  # of anything that a browser tells
LIGHT = frozenset({Severity.HINT, Severity.WARN})  # what may be left as it is without a word


@dataclass(frozen=True, slots=True)
class Silence:
    """One finding is left as it is, in this message: of which rule, about which words, since when.

    span: the words as they stand in the text; None for a finding about the whole message.
    """

    rule: str
    span: str | None
    at: datetime

    @property
    def key(self) -> str:
        """What names it in a form."""
        return key_of(self.rule, self.span)

    def covers(self, finding: Finding) -> bool:
        """Whether this finding is meant; a stop or a block is never silenced."""
        same = (self.rule, self.span) == (finding.rule, finding.span)
        return same and finding.severity in LIGHT


@dataclass(frozen=True)
class Trace:
    """By rule: how many findings were ever shown, and how many rewrites were taken; and the silences.

    `windows` holds the rewrites by the window in which they were taken (its draft key): each window
    tells its own sum anew, so that an answer that got lost counts nothing twice.
    """

    found: Mapping[str, int] = field(default_factory=dict)
    windows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    silenced: tuple[Silence, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Trace":
        """As a row keeps it; {} is a trace of nothing."""
        silences = (
            Silence(one["rule"], one["span"], datetime.fromisoformat(one["at"]))
            for one in data.get("silenced", ())
        )
        return cls(data.get("found", {}), data.get("windows", {}), tuple(silences))

    def as_data(self) -> dict[str, Any]:
        """As JSON keeps it; {} for a trace of nothing."""
        parts = {
            "found": dict(self.found),
            "windows": {window: dict(rules) for window, rules in self.windows.items()},
            "silenced": self.silences_as_data(),
        }
        return {name: part for name, part in parts.items() if part}

    def silences_as_data(self) -> list[dict[str, Any]]:
        """The silences as JSON keeps them."""
        return [
            {"rule": one.rule, "span": one.span, "at": one.at.isoformat()} for one in self.silenced
        ]

    @property
    def rewritten(self) -> dict[str, int]:
        """How many rewrites were taken, by rule, in all windows together."""
        taken: Counter[str] = Counter()
        for rules in self.windows.values():
            taken.update(rules)
        return {rule: number for rule, number in taken.items() if number}

    def hides(self, finding: Finding) -> bool:
        """Whether its writer leaves this finding as it is."""
        return any(one.covers(finding) for one in self.silenced)

    def told(self, window: str, rewritten: Mapping[str, int]) -> "Trace":
        """With what a window says of its rewrites: the sum of each rule since its page was drawn."""
        known = self.windows.get(window, {})
        told = {rule: max(known.get(rule, 0), number) for rule, number in rewritten.items()}
        if not told:
            return self
        return replace(self, windows={**self.windows, window: {**known, **told}})

    def seen(self, findings: Iterable[Finding]) -> "Trace":
        """After a rest in typing at which these findings stood."""
        standing = Counter(one.rule for one in findings)
        rewritten = self.rewritten
        found = {
            rule: max(self.found.get(rule, 0), standing[rule] + rewritten.get(rule, 0))
            for rule in {*self.found, *standing, *rewritten}
        }
        return replace(self, found=found)

    def leaving(self, finding: Finding, *, now: datetime) -> "Trace":
        """With this finding left as it is; one that must not be, or is already, changes nothing."""
        if finding.severity not in LIGHT or self.hides(finding):
            return self
        return replace(self, silenced=(*self.silenced, Silence(finding.rule, finding.span, now)))

    def minding(self, key: str) -> "Trace":
        """Without the silence of that key: its finding is shown again."""
        return replace(self, silenced=tuple(one for one in self.silenced if one.key != key))


def key_of(rule: str, span: str | None) -> str:
    """What names a finding in a form: its rule and its words, whatever characters they hold."""
    words = "" if span is None else hashlib.sha256(span.encode()).hexdigest()[:16]
    return f"{rule}:{words}"


def read_rewritten(told: object) -> dict[str, int]:
    """What a browser says of its rewrites, by rule; whatever cannot be is left out."""
    if not isinstance(told, Mapping):
        return {}
    return {
        rule: min(number, MOST)
        for rule, number in told.items()
        if rule in RULES and isinstance(number, int) and number > 0
    }
