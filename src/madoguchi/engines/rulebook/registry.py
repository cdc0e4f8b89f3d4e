"""The rules in force, and the check of a draft against them."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.draft import Draft
from madoguchi.engines.rulebook.finding import Finding, Severity
from madoguchi.engines.rulebook.rule import Rule
from madoguchi.engines.rulebook.rules import client_vocabulary, concrete_wording, reply_promise

# Raised with every change of what a rule finds: a verdict is kept with the version that gave it.
RULEBOOK_VERSION = "3"


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


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.slug: rule
        for rule in (reply_promise.RULE, concrete_wording.RULE, client_vocabulary.RULE)
    }
)

DEFAULT_SEVERITIES: Mapping[str, Severity] = MappingProxyType(
    {slug: rule.severity for slug, rule in RULES.items()}
)


def check(
    draft: Draft, *, severities: Mapping[str, Severity] = DEFAULT_SEVERITIES
) -> tuple[Finding, ...]:
    """All findings of the rulebook on a draft, rule by rule, each rule's in the order of the text.

    `severities` overrides the weight of single rules by slug; the others keep their own. The first
    call proves the rules on their own examples and raises RuleContradictsItself if one fails.
    """
    analysis = Analysis.of(draft)
    return tuple(
        finding
        for slug, rule in _in_force().items()
        for finding in rule.findings(analysis, severities.get(slug, rule.severity))
    )


@cache
def _in_force() -> Mapping[str, Rule]:
    return publish(RULES.values())
