"""Recurrence: on which days a task comes again."""

from madoguchi.engines.recurrence.following import next_after
from madoguchi.engines.recurrence.rules import (
    BadRule,
    LastBusinessDay,
    Monthly,
    Rule,
    Weekly,
    parse_rule,
    spelled,
)

__all__ = [
    "BadRule",
    "LastBusinessDay",
    "Monthly",
    "Rule",
    "Weekly",
    "next_after",
    "parse_rule",
    "spelled",
]
