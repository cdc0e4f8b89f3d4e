"""The rulebook: a draft and its context in, findings out. One file a rule under rules/."""

from madoguchi.engines.rulebook.context import (
    Attachment,
    Context,
    Link,
    OtherClient,
    PreviousMessage,
    Timing,
    WordRule,
    WorkingHours,
)
from madoguchi.engines.rulebook.draft import Draft
from madoguchi.engines.rulebook.finding import Finding, Severity
from madoguchi.engines.rulebook.records import BadRecord
from madoguchi.engines.rulebook.registry import (
    DEFAULT_SEVERITIES,
    NINETEEN,
    RULEBOOK_VERSION,
    RULES,
    RuleContradictsItself,
    check,
)
from madoguchi.engines.rulebook.rule import Example, Rule

__all__ = [
    "DEFAULT_SEVERITIES",
    "NINETEEN",
    "RULEBOOK_VERSION",
    "RULES",
    "Attachment",
    "BadRecord",
    "Context",
    "Draft",
    "Example",
    "Finding",
    "Link",
    "OtherClient",
    "PreviousMessage",
    "Rule",
    "RuleContradictsItself",
    "Severity",
    "Timing",
    "WordRule",
    "WorkingHours",
    "check",
]
