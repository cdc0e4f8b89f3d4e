"""What the measures of a sheet stand at: one statement a kind of measure, however many rows ask."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from madoguchi.desk.expectations.counting import (
    HOURS,
    MATTERS,
    REPLIES,
    RESOLUTIONS,
    SENT,
    WAITS,
)
from madoguchi.desk.expectations.figures import Key
from madoguchi.desk.expectations.rows import Measured
from madoguchi.desk.expectations.windows import OpenTime, Window, open_time
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.promises.queries.rates import kept_rate

HUNDRED = Decimal(100)
MICROS_A_MINUTE = Decimal(60_000_000)
COUNTS = """count(*) filter (where is_done and not is_missed),
  count(*) filter (where is_done or is_missed)"""
REPLIES_COUNTED = f"""with {HOURS}, {WAITS}, {REPLIES}
select minutes, {COUNTS}, percentile_cont(0.5) within group (order by took)
from replies group by minutes"""  # noqa: S608 -- our own words, no input
RESOLUTIONS_COUNTED = f"""with {HOURS}, {MATTERS}, {RESOLUTIONS}
select hours, in_open, {COUNTS} from resolutions group by hours, in_open"""  # noqa: S608 -- as above
SENT_COUNTED = f"""with {SENT}
select count(*) filter (where not is_missed), count(*) from sent"""  # noqa: S608 -- as above


def measured(window: Window, asked: Iterable[Key]) -> dict[Key, Measured]:
    """What each of these measures stands at in the window.

    At most one query for the hours and one for each of four kinds: replies, resolutions, promises,
    messages that left.
    """
    keys = set(asked)
    found: dict[Key, Measured] = {}
    of_time = {key for key in keys if key[0].startswith(("first_reply", "resolved"))}
    if of_time:
        hours = open_time(window)
        found |= _replies(window, hours, {one for one in of_time if one[0].startswith("first")})
        found |= _resolutions(window, hours, {one for one in of_time if one[0].startswith("res")})
    if ("guard_kept", None) in keys:
        [kept, counted] = prepared.row_of(SENT_COUNTED, parameters(window))
        found["guard_kept", None] = share(kept, counted)
    if ("promises_kept", None) in keys:
        rate = kept_rate([window.client_id], window.since, window.before, now=window.until)
        found["promises_kept", None] = share(rate.kept, rate.total)
    return {key: found.get(key, NOTHING) for key in keys}


NOTHING = Measured(None)


def parameters(window: Window) -> dict[str, Any]:
    """The window as the statements name it."""
    return {
        "client": window.client_id,
        "since": window.since,
        "ends": window.before,
        "until": window.until,
    }


def share(kept: int, counted: int) -> Measured:
    """So many of so many, in percent, exactly."""
    return Measured(HUNDRED * kept / counted if counted else None, kept, counted)


def _replies(window: Window, hours: OpenTime, keys: set[Key]) -> dict[Key, Measured]:
    if not keys:
        return {}
    # The median is the same for every number of minutes.
    numbers = sorted({number or 0 for _, number in keys})
    rows = prepared.rows_of(
        REPLIES_COUNTED, {**parameters(window), **hours.parameters, "numbers": numbers}
    )
    found: dict[Key, Measured] = {}
    for minutes, kept, counted, median in rows:
        found["first_reply_within", minutes] = share(kept, counted)
        if median is not None:
            value = Decimal(str(median)) / MICROS_A_MINUTE
            found["first_reply_median", None] = Measured(value, is_share=False)
    return found


def _resolutions(window: Window, hours: OpenTime, keys: set[Key]) -> dict[Key, Measured]:
    if not keys:
        return {}
    numbers = sorted((number or 0, measure == "resolved_within_open") for measure, number in keys)
    rows = prepared.rows_of(
        RESOLUTIONS_COUNTED,
        {
            **parameters(window),
            **hours.parameters,
            "numbers": [one[0] for one in numbers],
            "in_open": [one[1] for one in numbers],
        },
    )
    return {
        ("resolved_within_open" if in_open else "resolved_within", number): share(kept, counted)
        for number, in_open, kept, counted in rows
    }
