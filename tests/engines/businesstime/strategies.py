"""Calendars as JSON, with every oddity that a desk's hours may have."""

from datetime import date, timedelta

from hypothesis import strategies as st

_DAYS = [str(date(2026, 9, 1) + timedelta(days=number)) for number in range(60)]
_OPENS = st.integers(0, 24 * 12 - 1)
_CLOSES = st.integers(0, 48 * 12)


def _text(slot: int) -> str:
    return f"{slot // 12:02d}:{slot % 12 * 5:02d}"


RANGES = st.lists(
    st.tuples(_OPENS, _CLOSES)
    .filter(lambda pair: pair[0] != pair[1])
    .filter(lambda pair: (pair[1] - pair[0]) % 288 < 150)
    .map(lambda pair: [_text(pair[0]), _text(pair[1])]),
    max_size=3,
)
WEEKS = st.dictionaries(st.sampled_from("1234567"), RANGES, min_size=2).filter(
    lambda week: any(week.values())
)
CALENDARS = st.fixed_dictionaries(
    {
        "tz": st.just("Asia/Tokyo"),
        "weekly": WEEKS,
        "holidays": st.sampled_from(["JP", None]),
        "closed": st.lists(st.sampled_from(_DAYS), max_size=4),
        "open_extra": st.dictionaries(st.sampled_from(_DAYS), RANGES, max_size=3),
    }
)
ZONED = st.builds(
    lambda data, tz: {**data, "tz": tz},
    CALENDARS,
    st.sampled_from(["Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
