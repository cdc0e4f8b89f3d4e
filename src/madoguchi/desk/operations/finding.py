"""What an examination found: a fact, and what to do where it is no good one."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How bad it is."""

    GOOD = "good"
    WARN = "warn"  # it works, and somebody should look
    BAD = "bad"  # something does not work, or a wall is open


@dataclass(frozen=True)
class Finding:
    """One line of the doctor, in both languages."""

    health: Health
    japanese: str
    english: str

    def __str__(self) -> str:
        sign = {Health.GOOD: "✓", Health.WARN: "!", Health.BAD: "✗"}[self.health]
        return f"{sign} {self.japanese} / {self.english}"


def good(japanese: str, english: str) -> Finding:
    """All is well."""
    return Finding(Health.GOOD, japanese, english)


def warn(japanese: str, english: str) -> Finding:
    """Somebody should look."""
    return Finding(Health.WARN, japanese, english)


def bad(japanese: str, english: str) -> Finding:
    """Something does not work."""
    return Finding(Health.BAD, japanese, english)
