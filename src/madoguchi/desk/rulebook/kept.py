"""How well the rules are kept: told by the feature that counts it, which is above us."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """Of the messages of the last four weeks: the share that kept a rule, findings, and where they are shown."""

    percent: float | None  # None where nothing left
    found: int
    mended: int
    tone: str  # the class of its colour
    query: str  # of the page of adherence

    @property
    def mended_percent(self) -> float | None:
        """Of the findings, how many were rewritten before the message left."""
        return 100 * self.mended / self.found if self.found else None


ByRule = Callable[[], Mapping[str, Kept]]
ByClient = Callable[[str], Mapping[int, Kept]]

_by_rule: list[ByRule] = []
_by_client: list[ByClient] = []


def told_by(*, by_rule: ByRule, by_client: ByClient) -> None:
    """Ask these two, in sight of whoever asks; wired once, when all features are loaded."""
    _by_rule[:] = [by_rule]
    _by_client[:] = [by_client]


def of_rules() -> Mapping[str, Kept]:
    """By the check's slug."""
    return _by_rule[0]() if _by_rule else {}


def at_clients(check: str) -> Mapping[int, Kept]:
    """One check by client."""
    return _by_client[0](check) if _by_client else {}
