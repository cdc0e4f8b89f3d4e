"""How well the rules do on labelled messages: precision and recall, rule by rule and over all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from madoguchi.engines.rulebook.finding import Finding

# The rules of the labelling guide: what labelled sets are labelled for.
GUIDE = (
    "reply-promise",
    "no-reaction-only",
    "batch-questions",
    "considerate-timing",
    "concrete-wording",
    "fact-vs-interpretation",
    "deadline-on-acceptance",
    "clarify-purpose",
    "early-delay-notice",
    "closed-question",
    "clear-request",
    "easy-confirmation",
    "device-aware",
    "call-follow-up",
    "shared-room",
    "right-audience",
    "respect",
    "client-vocabulary",
    "conclusion-first",
)


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
    id: str = ""


class Fault(Enum):
    """How a rule can be wrong: silent about what was labelled, or speaking where nobody labelled it."""

    MISS = "miss"
    FALSE = "false"


@dataclass(frozen=True)
class Mistake:
    """A label that was missed, or a false finding; the span is None for the whole message."""

    fault: Fault
    message: Labelled
    rule: str
    span: str | None


@dataclass(frozen=True)
class Score:
    """Figures of one rule or of several. `clean` are the messages without any label, `clean_flagged` those marked."""

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
        """The harmonic mean of precision and recall; of several rules: micro-averaged."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def clean_share(self) -> float:
        """The share of the clean messages that was marked; 0 when none is clean."""
        return self.clean_flagged / self.clean if self.clean else 0.0


def labels_of(record: object) -> tuple[Label, ...]:
    """The labels of a record of the labelling guide; raises BadLabel."""
    labels = record.get("findings") if isinstance(record, dict) else None
    if not isinstance(labels, list):
        raise BadLabel("findings must be a list")
    return tuple(_label(label) for label in labels)


def counted_rules(messages: Iterable[Labelled]) -> tuple[str, ...]:
    """The rules that these labels can judge: the guide's, and whatever else occurs in the labels."""
    further = {label.rule for message in messages for label in message.labels}
    return (*GUIDE, *sorted(further.difference(GUIDE)))


def score(messages: Sequence[Labelled], *rules: str) -> Score:
    """The figures of one rule, or of several together, over labelled messages.

    A label with a span counts as found when a finding's span overlaps it; where either is the
    whole message, the rule alone decides.
    """
    clean = [message for message in messages if not message.labels]
    made = list(mistakes(messages, rules))
    return Score(
        labelled=sum(label.rule in rules for m in messages for label in m.labels),
        missed=sum(mistake.fault is Fault.MISS for mistake in made),
        found=sum(finding.rule in rules for m in messages for finding in m.findings),
        wrong=sum(mistake.fault is Fault.FALSE for mistake in made),
        clean=len(clean),
        clean_flagged=sum(any(f.rule in rules for f in message.findings) for message in clean),
    )


def scores(messages: Sequence[Labelled]) -> Mapping[str, Score]:
    """The figures of each rule that these labels can judge."""
    return {rule: score(messages, rule) for rule in counted_rules(messages)}


def mistakes(messages: Iterable[Labelled], rules: Collection[str]) -> Iterator[Mistake]:
    """Every label that was missed and every finding that was wrong, message by message."""
    for message in messages:
        labels = [label for label in message.labels if label.rule in rules]
        findings = [finding for finding in message.findings if finding.rule in rules]
        for label in labels:
            if not any(_hits(message, label, finding) for finding in findings):
                yield Mistake(Fault.MISS, message, label.rule, label.span)
        for finding in findings:
            if not any(_hits(message, label, finding) for label in labels):
                yield Mistake(Fault.FALSE, message, finding.rule, finding.span)


def _label(value: object) -> Label:
    if not isinstance(value, dict) or not isinstance(value.get("rule"), str):
        raise BadLabel("a finding must be an object with a rule")
    span = value.get("span")
    if span is not None and not isinstance(span, str):
        raise BadLabel("a span must be a text or null")
    return Label(value["rule"], span)


def _hits(message: Labelled, label: Label, finding: Finding) -> bool:
    if label.rule != finding.rule:
        return False
    if label.span is None or finding.start is None or finding.end is None:
        return True
    place = message.text.find(label.span)
    while place >= 0:
        if finding.start < place + len(label.span) and place < finding.end:
            return True
        place = message.text.find(label.span, place + 1)
    return False
