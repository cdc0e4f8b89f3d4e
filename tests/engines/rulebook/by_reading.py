"""What the rules' own reading finds, before it is weighed with what labelled messages taught."""

from madoguchi.engines.rulebook import RULES, Draft, Finding
from madoguchi.engines.rulebook.analysis import Analysis


def read(draft: Draft) -> tuple[Finding, ...]:
    """The findings of all rules, rule by rule, each rule's in the order of the text."""
    analysis = Analysis.of(draft)
    return tuple(
        finding
        for rule in RULES.values()
        for finding in rule.told(analysis, rule.find(analysis), rule.severity)
    )
