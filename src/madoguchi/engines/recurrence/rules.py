"""The ways in which something comes again, and how they are spelled."""

import re
from dataclasses import dataclass

LONGEST_MONTH = 31
LAST = "last-business-day"
_SPELLED = re.compile(r"(?P<way>weekly|monthly):(?P<days>[0-9]{1,2}(?:,[0-9]){0,6})")


class BadRule(ValueError):
    """A recurrence that cannot be; the text is a sentence for who wrote it."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week on these weekdays, ISO: 1 is Monday, 7 Sunday. Raises BadRule for none or others."""

    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= frozenset(range(1, 8)):
            raise BadRule("a weekly task needs weekdays from 1 (Monday) to 7 (Sunday)")


@dataclass(frozen=True, slots=True)
class Monthly:
    """Every month on this day, 1 to 31; in a shorter month on its last day. Raises BadRule for others."""

    day: int

    def __post_init__(self) -> None:
        if not 1 <= self.day <= LONGEST_MONTH:
            raise BadRule("a monthly task needs a day from 1 to 31")


@dataclass(frozen=True, slots=True)
class LastBusinessDay:
    """Every month on the last day with opening hours; on its last day where the desk has none in it."""


Rule = Weekly | Monthly | LastBusinessDay


def parse_rule(text: str) -> Rule:
    """「weekly:1,3」, 「monthly:25」 or 「last-business-day」, as `spelled` writes them; raises BadRule."""
    if text == LAST:
        return LastBusinessDay()
    found = _SPELLED.fullmatch(text)
    if found is None:
        raise BadRule(f"{text!r} is no recurrence")
    days = [int(day) for day in found["days"].split(",")]
    if found["way"] == "weekly":
        return Weekly(frozenset(days))
    if len(days) != 1:
        raise BadRule("a monthly task has one day")
    return Monthly(days[0])


def spelled(rule: Rule) -> str:
    """The rule as it is kept; the inverse of `parse_rule`."""
    if isinstance(rule, Weekly):
        return f"weekly:{','.join(map(str, sorted(rule.weekdays)))}"
    if isinstance(rule, Monthly):
        return f"monthly:{rule.day}"
    return LAST
