"""What a rule is: its name, its meaning, its own examples and how it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.draft import Draft
from madoguchi.engines.rulebook.finding import Finding, Severity
from madoguchi.engines.rulebook.weighing import weigh


@dataclass(frozen=True)
class Mark:
    """What a rule found: a span of `analysis.text` (None for the whole message), why, and a rewrite.

    `severity` is set where this case weighs more than its rule does; a lighter one has no effect.
    """

    span: tuple[int, int] | None
    reason: str
    rewrite: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True)
class Example:
    """A message that the rule must speak about (bad) or stay silent about, in its context."""

    text: str
    context: Context = field(default_factory=Context)
    audience_kind: str = "client"


@dataclass(frozen=True)
class Rule:
    """One rule of the rulebook. `find` reads the analysis and yields what it found, in any order.

    `weighed` is the reason given where its reading finds nothing and the weighed evidence does; None
    where the reading alone decides.
    """

    number: str
    slug: str
    title: str
    meaning: str
    severity: Severity
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    find: Callable[[Analysis], Iterable[Mark]]
    weighed: str | None = None

    def marks(self, analysis: Analysis) -> tuple[Mark, ...]:
        """What the rule says of a draft: its reading, weighed with what labelled messages taught."""
        if self.weighed is None:
            return tuple(self.find(analysis))
        weighed = weigh(analysis, self.slug)
        if weighed.hopeless:
            return ()
        read = tuple(self.find(analysis))
        if not weighed.faulty(read=bool(read)):
            return ()
        return read or (Mark(weighed.span, self.weighed),)

    def findings(self, analysis: Analysis, severity: Severity) -> tuple[Finding, ...]:
        """What the rule says of a draft as findings on the text as it was given, in its order."""
        return self.told(analysis, self.marks(analysis), severity)

    def told(
        self, analysis: Analysis, marks: Iterable[Mark], severity: Severity
    ) -> tuple[Finding, ...]:
        """Marks of this rule as findings on the text as it was given, in its order."""
        found = [self._finding(analysis, mark, severity) for mark in marks]
        return tuple(sorted(found, key=lambda finding: (finding.start or 0, finding.end or 0)))

    def failing_examples(self) -> tuple[Example, ...]:
        """The examples of its own that the rule judges otherwise than it says; none in a sound rule."""
        silent = [example for example in self.bad if not self._speaks(example)]
        loud = [example for example in self.good if self._speaks(example)]
        return (*silent, *loud)

    def _speaks(self, example: Example) -> bool:
        analysis = Analysis.of(Draft(example.text, example.context, example.audience_kind))
        return bool(self.marks(analysis))

    def _finding(self, analysis: Analysis, mark: Mark, severity: Severity) -> Finding:
        start, end = (None, None) if mark.span is None else analysis.original_span(*mark.span)
        return Finding(
            rule=self.slug,
            number=self.number,
            span=None if start is None else analysis.draft.text[start:end],
            start=start,
            end=end,
            severity=max(severity, mark.severity or severity),
            reason=mark.reason,
            rewrite=mark.rewrite,
        )
