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
from madoguchi.desk.platform.postgresql import instances, prepared

KEPT = "client_id = %(client)s::bigint"  # as `instances` takes it


@dataclass(frozen=True, slots=True)
class Standing:
    """Counted from the month's beginning up to `until`."""

    stands: Mapping[Key, Measured]
    until: datetime


def standing(window: Window, asked: Collection[Key]) -> Standing:
    """What is kept of these measures; one query while it is fresh, and three when it is asked for anew.

    What was never counted, of this month or of this measure, is counted at once, by one page alone.
    """
    kept = next(iter(instances.found(KeptFigures, KEPT, {"client": window.client_id})), None)
    found = _standing(kept, window, asked)
    if kept is not None and found is not None:
        if kept.asked_at <= window.until - keeping.FRESH_FOR:
            keeping.ask_anew(client_id=window.client_id, now=window.until)
        return found
    keeping.one_at_a_time(window.client_id)
    kept = KeptFigures.objects.filter(client_id=window.client_id).first()
    return _standing(kept, window, asked) or count_anew(window, asked)


def kept_asked(client_id: int) -> prepared.Asked:
    """What `standing` asks the database while they are kept, for who asks it ahead of its time."""
    return instances.finding(KeptFigures, KEPT), {"client": client_id}


def count_anew(window: Window, asked: Collection[Key]) -> Standing:
    """Counted from the rows themselves, and kept."""
    stands = measured(window, asked)
    keeping.keep_figures(window=window, stands=stands)
    return Standing(stands, window.until)


def _standing(kept: KeptFigures | None, window: Window, asked: Collection[Key]) -> Standing | None:
    """None unless they are of this month and of each of these measures."""
    if kept is None or kept.since != window.since:
        return None
    stands = stands_of(kept.figures)
    if not stands.keys() >= set(asked):
        return None
    return Standing(stands, kept.until)
