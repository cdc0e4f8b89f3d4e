"""How well the rules do on labelled messages: precision and recall, rule by rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from madoguchi.engines.rulebook.finding import Finding


class BadLabel(ValueError):
    """A record whose findings are no labels."""


@dataclass(frozen=True)
class Label:
    """What a person says a rule must find: a span's exact text, or None for the whole message."""

    rule: str
    span: str | None


@dataclass(frozen=True)
class Labelled:
    """A message with what a person found in it and what the rulebook found."""

    text: str
    labels: tuple[Label, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Score:
    """One rule's figures. `clean` are the messages without any label, `clean_flagged` those of them it marked."""

    labelled: int
    missed: int
    found: int
    wrong: int
    clean: int
    clean_flagged: int

    @property
    def precision(self) -> float:
        """The share of what was found that was labelled; 1 when nothing was found."""
        return 1 - self.wrong / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was labelled that was found; 1 when nothing was labelled."""
        return 1 - self.missed / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def labels_of(record: object) -> tuple[Label, ...]:
    """The labels of a record of the labelling guide; raises BadLabel."""
    labels = record.get("findings") if isinstance(record, dict) else None
    if not isinstance(labels, list):
        raise BadLabel("findings must be a list")
    return tuple(_label(label) for label in labels)


def score(messages: Sequence[Labelled], rule: str) -> Score:
    """A rule's figures over labelled messages.

    A label with a span counts as found when a finding's span overlaps it; where either is the
    whole message, the rule alone decides.
    """
    pairs = [(message, *_of_rule(message, rule)) for message in messages]
    clean = [message for message in messages if not message.labels]
    return Score(
        labelled=sum(len(labels) for _, labels, _ in pairs),
        missed=sum(
            not _any_hit(m.text, [label], found) for m, labels, found in pairs for label in labels
        ),
        found=sum(len(found) for _, _, found in pairs),
        wrong=sum(
            not _any_hit(m.text, labels, [one]) for m, labels, found in pairs for one in found
        ),
        clean=len(clean),
        clean_flagged=sum(any(f.rule == rule for f in message.findings) for message in clean),
    )


def _label(value: object) -> Label:
    if not isinstance(value, dict) or not isinstance(value.get("rule"), str):
        raise BadLabel("a finding must be an object with a rule")
    span = value.get("span")
    if span is not None and not isinstance(span, str):
        raise BadLabel("a span must be a text or null")
    return Label(value["rule"], span)


def _of_rule(message: Labelled, rule: str) -> tuple[list[Label], list[Finding]]:
    labels = [label for label in message.labels if label.rule == rule]
    return labels, [finding for finding in message.findings if finding.rule == rule]


def _any_hit(text: str, labels: Iterable[Label], findings: Sequence[Finding]) -> bool:
    return any(_hits(text, label, finding) for label in labels for finding in findings)


def _hits(text: str, label: Label, finding: Finding) -> bool:
    if label.span is None or finding.start is None or finding.end is None:
        return True
    place = text.find(label.span)
    while place >= 0:
        if finding.start < place + len(label.span) and place < finding.end:
            return True
        place = text.find(label.span, place + 1)
    return False
