"""The rules in force, and the check of a draft against them."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from madoguchi.engines.rulebook import rules
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.draft import Draft
from madoguchi.engines.rulebook.finding import Finding, Severity
from madoguchi.engines.rulebook.rule import Rule

# Raised with every change of what a rule finds: a verdict is kept with the version that gave it.
RULEBOOK_VERSION = "5"


class RuleContradictsItself(Exception):
    """A rule that judges its own examples otherwise than it says."""


def publish(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """The rules by slug in the order given; raises RuleContradictsItself if any fails its own examples."""
    published: dict[str, Rule] = {}
    for rule in rules:
        if failing := rule.failing_examples():
            raise RuleContradictsItself(f"{rule.slug}: {failing[0].text}")
        published[rule.slug] = rule
    return MappingProxyType(published)


def _written() -> Iterator[Rule]:
    """The `RULE` of each module in rules/: a file put there is a rule."""
    for module in iter_modules(rules.__path__, f"{rules.__name__}."):
        rule: Rule = import_module(module.name).RULE
        yield rule


def _place(rule: Rule) -> tuple[str, int, str]:
    """0.2 before 0.10, then C, S1 …, V."""
    digits = "".join(c for c in rule.number.removeprefix("0.") if c.isdigit())
    return rule.number.rstrip("0123456789"), int(digits or 0), rule.number


RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.slug: rule for rule in sorted(_written(), key=_place)}
)
# The rules of the labelling guide: the communication chapter, the client's words, the conclusion first.
NINETEEN: tuple[str, ...] = tuple(
    slug for slug, rule in RULES.items() if not rule.number.startswith("S")
)

DEFAULT_SEVERITIES: Mapping[str, Severity] = MappingProxyType(
    {slug: rule.severity for slug, rule in RULES.items()}
)


def check(
    draft: Draft, *, severities: Mapping[str, Severity | None] = DEFAULT_SEVERITIES
) -> tuple[Finding, ...]:
    """All findings of the rulebook on a draft, rule by rule, each rule's in the order of the text.

    `severities` overrides the weight of single rules by slug, None switches one off; the others keep
    their own.
    """
    analysis = Analysis.of(draft)
    return tuple(
        finding
        for slug, rule in RULES.items()
        if (severity := severities.get(slug, rule.severity)) is not None
        for finding in rule.findings(analysis, severity)
    )
