"""Dates keep the zone that the sender wrote."""

import pytest

from madoguchi.engines.mailtext import parse
from tests.engines.mailtext.builders import mail


def test_dates_keep_the_zone_they_were_written_in() -> None:
    dates = {
        "Fri, 20 Nov 2026 14:36:00 +0900 (JST)": "2026-11-20T14:36:00+09:00",
        "Fri, 20 Nov 2026 14:36:00 JST": "2026-11-20T14:36:00+09:00",
        "20 Nov 26 14:36 +0900": "2026-11-20T14:36:00+09:00",
        "Fri, 20 Nov 2026 05:36:00 GMT": "2026-11-20T05:36:00+00:00",
        "Fri, 20 Nov 2026 05:36:60 +0000": "2026-11-20T05:36:59+00:00",
        "2026-11-20T14:36:00+09:00": "2026-11-20T14:36:00+09:00",
        "2026-11-20 14:36:00 +09:00": "2026-11-20T14:36:00+09:00",
    }
    for written, expected in dates.items():
        read = parse(mail(f"Date: {written}"))
        assert read.date is not None
        assert read.date.isoformat() == expected
        assert read.defects == ()


def test_a_date_without_a_zone_is_taken_as_utc_and_said_so() -> None:
    for written in ("Fri, 20 Nov 2026 14:36:00", "2026-11-20 14:36:00"):
        read = parse(mail(f"Date: {written}"))
        assert read.date is not None
        assert read.date.isoformat() == "2026-11-20T14:36:00+00:00"
        assert read.defects == ("date: no zone, taken as UTC",)


@pytest.mark.parametrize(
    "written",
    [
        "yesterday",
        "Fri, 99 Nov 2026 14:36:00 +0900",
        "2026-13-45T10:00",
        "1 Jan 2026 10:00:00 +9999",
        "令和八年",
    ],
)
def test_an_unreadable_date_is_none(written: str) -> None:
    read = parse(mail(f"Date: {written} x"))
    assert read.date is None
    assert parse(mail()).date is None
