"""What the measures of a client stood at when they were counted last: within about a minute."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.expectations.actions import keeping
from madoguchi.desk.expectations.figures import Key, stands_of
from madoguchi.desk.expectations.models import KeptFigures
from madoguchi.desk.expectations.queries.measured import measured
from madoguchi.desk.expectations.rows import Measured
from madoguchi.desk.expectations.windows import Window


@dataclass(frozen=True, slots=True)
class Standing:
    """Counted from the month's beginning up to `until`."""

    stands: Mapping[Key, Measured]
    until: datetime


def standing(window: Window, asked: Collection[Key]) -> Standing:
    """What is kept of these measures; one query while it is fresh, and three when it is asked for anew.

    What was never counted, of this month or of this measure, is counted at once, by one page alone.
    """
    found = _kept(window, asked)
    if found is not None:
        if found.until <= window.until - keeping.FRESH_FOR:
            keeping.ask_anew(client_id=window.client_id, now=window.until)
        return found
    keeping.one_at_a_time(window.client_id)
    return _kept(window, asked) or count_anew(window, asked)


def count_anew(window: Window, asked: Collection[Key]) -> Standing:
    """Counted from the rows themselves, and kept."""
    stands = measured(window, asked)
    keeping.keep_figures(window=window, stands=stands)
    return Standing(stands, window.until)


def _kept(window: Window, asked: Collection[Key]) -> Standing | None:
    """None unless they are of this month and of each of these measures."""
    kept = KeptFigures.objects.filter(client_id=window.client_id, since=window.since).first()
    if kept is None:
        return None
    stands = stands_of(kept.figures)
    if not stands.keys() >= set(asked):
        return None
    return Standing(stands, kept.until)
