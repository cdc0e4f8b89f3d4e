"""Times that a rewrite proposes."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest

from madoguchi.engines.rulebook import Context, WorkingHours
from madoguchi.engines.rulebook.proposals import delivery_by, next_opening, reply_by

JST = timezone(timedelta(hours=9))
OFFICE = WorkingHours(days=(1, 2, 3, 4, 5), open=time(10), close=time(19))


def sent(month: int, day: int, hour: int, minute: int = 0, hours: WorkingHours = OFFICE) -> Context:
    return Context(
        sent_at=datetime(2026, month, day, hour, minute, tzinfo=JST), working_hours=hours
    )


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (sent(11, 20, 14, 36), "本日17時"),
        (sent(11, 20, 14), "本日16時"),
        (sent(11, 20, 17), "本日19時"),
        (sent(11, 20, 17, 1), "24日(火)11時"),  # the 23rd is a public holiday
        (sent(11, 20, 7), "本日11時"),
        (sent(11, 21, 12), "24日(火)11時"),
        (sent(11, 30, 18), "12月1日(火)11時"),
        (
            sent(11, 21, 12, hours=WorkingHours(days=(6,), open=time(9, 30), close=time(18))),
            "本日14時",
        ),
        (sent(11, 23, 12, hours=WorkingHours(on_holidays=True)), "本日14時"),
        (sent(11, 23, 12), "24日(火)11時"),
        (sent(11, 20, 12, hours=WorkingHours(days=())), None),
        (sent(11, 20, 12, hours=WorkingHours(open=time(10), close=time(10, 30))), None),
        (Context(), None),
    ],
)
def test_a_reply_is_proposed_for_a_full_hour_inside_of_the_working_hours(
    context: Context, expected: str | None
) -> None:
    assert reply_by(context) == expected


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (sent(11, 20, 14), "11月26日(木)"),
        (sent(11, 20, 14, hours=WorkingHours(days=())), None),
        (Context(), None),
    ],
)
def test_a_delivery_is_proposed_for_the_third_working_day(
    context: Context, expected: str | None
) -> None:
    assert delivery_by(context) == expected


def test_the_recipients_own_zone_decides_what_today_is() -> None:
    late_in_utc = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)

    assert reply_by(Context(sent_at=late_in_utc, working_hours=OFFICE)) == "本日11時"


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (sent(11, 20, 14), "24日(火)10時"),
        (sent(11, 20, 8), "本日10時"),
        (sent(11, 20, 8, hours=WorkingHours(open=time(9, 30))), "本日9時30分"),
        (sent(11, 20, 14, hours=WorkingHours(days=())), None),
        (Context(), None),
    ],
)
def test_the_next_opening_is_when_somebody_works_again(
    context: Context, expected: str | None
) -> None:
    assert next_opening(context) == expected
