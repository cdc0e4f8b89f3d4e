"""Replies in time, day by day: from the reply clocks of a month."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from madoguchi.desk.board.queries.waits import COUNTED, MET
from madoguchi.desk.clients import policies
from madoguchi.desk.expectations.queries.behind import Place
from madoguchi.desk.expectations.windows import Window
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.days import length_words, long_day
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.words import say
from madoguchi.desk.portal.rows import Bar, Chart, DayRow, RepliesPage, ReplyRow

PAGE = 300  # rows of a day
FEWEST = 2  # days: one column is no course
# The drawing: its plane, and the share that its foot stands for at the highest.
LEFT, RIGHT, TOP, FOOT = 38.0, 606.0, 16.0, 170.0
WIDEST = 60.0  # of a column with the gap beside it
STEPS = (50, 60, 70, 80, 90)
LINES = 6
BEGUN = f"""k.client_id = %(client)s::bigint
  and k.since >= %(since)s::timestamptz and k.since < %(until)s::timestamptz and {COUNTED}"""
OF_MAIL = """conversations_replyclock k join conversations_conversation c
  on c.id = k.conversation_id and c.channel = 'mail' and c.merged_into_id is null"""
DAYS = f"""select (k.since at time zone %(zone)s)::date as day, count(*) filter (where {MET}),
  count(*) from {OF_MAIL} where {BEGUN} group by 1 order by 1"""  # noqa: S608 -- our own words
ROWS = f"""select k.conversation_id, k.since, k.met_at, {MET}, k.id from {OF_MAIL}
where {BEGUN} and (k.since, k.id) > (%(at)s::timestamptz, %(after)s::bigint)
order by k.since, k.id limit %(most)s::int"""  # noqa: S608 -- our own words


def chart(window: Window, goal: float | None = None) -> Chart | None:
    """The month's course, with what was agreed in per cent; None before there is one. One query."""
    given = {
        "client": window.client_id,
        "since": window.since,
        "until": window.before,
        "now": window.until,
        "zone": str(window.since.tzinfo),
    }
    with walls.as_the_desk():
        rows = [DayRow(*row) for row in prepared.rows_of(DAYS, given)]
    return _drawn(rows, goal) if len(rows) >= FEWEST else None


def replies_of_day(
    client_id: int, day: date, now: datetime, after: Place | None = None
) -> RepliesPage:
    """Each wait that began on that day, in its order, from a place on."""
    zone = policies.in_force(client_id).calendar.zone
    since = datetime.combine(day, time(), zone)
    given = {
        "client": client_id,
        "since": since,
        "until": since + timedelta(days=1),
        "now": now,
        "at": after[0] if after else since,
        "after": after[1] if after else 0,
        "most": PAGE + 1,
    }
    with walls.as_the_desk():
        found = prepared.rows_of(ROWS, given)
    about = say("この日に届いたお問い合わせと、返信までの時間です。営業時間の外も数えています。")
    return RepliesPage(
        long_day(day),
        about,
        tuple(_reply(row) for row in found[:PAGE]),
        missed_only=False,
        query="",
        after=f"{found[PAGE - 1][1].isoformat()}~{found[PAGE - 1][4]}" if len(found) > PAGE else "",
        day=day.isoformat(),
    )


def _reply(row: Sequence[Any]) -> ReplyRow:
    pk, began, met, in_time, _ = row
    return ReplyRow(
        number=f"MG-{pk}",
        since=began,
        took=length_words(int((met - began).total_seconds() // 60)) if met else "",
        is_done=met is not None,
        is_missed=not in_time,
    )


def _drawn(rows: Sequence[DayRow], goal: float | None) -> Chart:
    lowest = min(100.0 if goal is None else goal, *(row.share for row in rows))
    floor = max((one for one in STEPS if one < lowest), default=0)
    width = min(WIDEST, (RIGHT - LEFT) / len(rows))
    scale = (FOOT - TOP) / (100 - floor)
    average = 100 * sum(row.kept for row in rows) / sum(row.counted for row in rows)
    bars = tuple(
        Bar(
            row=row,
            x=round(LEFT + width * (number + 0.22), 1),
            y=round(FOOT - (row.share - floor) * scale, 1),
            width=round(width * 0.56, 1),
            height=round((row.share - floor) * scale, 1),
            is_low=row.share < average - 5,  # clearly below the others
        )
        for number, row in enumerate(rows)
    )
    step = (100 - floor) // (LINES - 1)
    values = range(floor, 101, step)
    lines = tuple((round(FOOT - (one - floor) * scale, 1), one) for one in values)
    return Chart(
        bars=bars,
        lines=lines,
        kept=sum(row.kept for row in rows),
        counted=sum(row.counted for row in rows),
        goal=goal,
        goal_at=None if goal is None else round(FOOT - (goal - floor) * scale, 1),
    )
