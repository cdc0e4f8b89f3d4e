"""What こもれび食器店 is told every working day of the month, and was told so far."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DailyWord:
    """Promised in the morning, due later that day; kept at `kept_at`, all clock times of an open day."""

    client: str
    owner: str
    what: str
    given_at: str
    due_at: str
    kept_at: str


DAILY_WORDS = (
    DailyWord(
        client="komorebi",
        owner="fujiwara",
        what="前日の未返信の一覧を共有",
        given_at="10:05",
        due_at="11:00",
        kept_at="10:40",
    ),
    DailyWord(
        client="komorebi",
        owner="takanashi",
        what="発送の遅れの有無を報告",
        given_at="10:10",
        due_at="15:00",
        kept_at="14:20",
    ),
)
