"""The months that figures can be asked for: from that of what left first to the running one."""

from datetime import date, datetime, timedelta

from madoguchi.desk.clients import policies
from madoguchi.desk.expectations.rows import MonthRow, Months
from madoguchi.desk.expectations.windows import Window, month_to_date, month_window
from madoguchi.desk.platform.postgresql import prepared

SHOWN = 3  # beside each other; the others are a step away
LEFT_FIRST = "select min(g.at) from guard_guardcheck g where g.client_id = %(client)s::bigint"


def months_of(client_id: int, asked: str, now: datetime) -> tuple[Months, Window]:
    """The choice and the chosen month's window: of 「2026-10」, the running month for whatever else.

    Asked by the desk: since when there are figures, what left first tells. One query.
    """
    policy = policies.in_force(client_id)
    running = month_to_date(client_id, policy, now)
    [began] = prepared.row_of(LEFT_FIRST, {"client": client_id})
    first = began.astimezone(policy.calendar.zone).date().replace(day=1) if began else running.first
    every = _back_to(first, running.first)
    place = next((n for n, one in enumerate(every) if f"{one:%Y-%m}" == asked), 0)
    rows = [
        MonthRow(first=one, is_chosen=n == place, is_running=n == 0) for n, one in enumerate(every)
    ]
    begin = max(0, min(place - 1, len(rows) - SHOWN))
    end = begin + SHOWN
    months = Months(
        chosen=rows[place],
        shown=tuple(rows[begin:end]),
        newer=rows[begin - 1] if begin else None,
        older=rows[end] if end < len(rows) else None,
    )
    return months, month_window(running, every[place])


def _back_to(first: date, running: date) -> list[date]:
    found = [running]
    while found[-1] > first:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found
