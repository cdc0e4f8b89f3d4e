"""What can happen to adherence."""

from dataclasses import dataclass

from madoguchi.desk.platform.events import Happening


@dataclass(frozen=True, kw_only=True)
class FindingReviewed(Happening):
    """Somebody said whether the guard was right."""

    finding_id: int
    rule: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class SelfCheckFilledIn(Happening):
    """A client's desk judged itself for a month."""

    self_check_id: int
    month: str
