"""0.4: what can wait reaches the client in their working hours."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context, Timing, WorkingHours
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.proposals import next_opening, spoken
from madoguchi.engines.rulebook.reading.substance import has_substance
from madoguchi.engines.rulebook.rule import Example, Mark, Rule
from madoguchi.engines.timewords import is_working_day

# Whoever gets something so late in the day takes it home or leaves it lying.
BEFORE_CLOSING = timedelta(minutes=30)


WORDS = {
    "absent": "相手の不在の日",
    "holiday": "相手の休みの日",
    "closed": "相手の休みの日",
    "day-off": "相手の休みの日",
    "outside-hours": "相手の営業時間の外",
    "before-closing": "相手の終業の間際",
}


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for the whole message when it can wait and reaches a client at the wrong time."""
    context = analysis.context
    if analysis.draft.audience_kind == "customer" or context.urgent or context.sent_at is None:
        return
    if context.timing is not None:
        wrong, opening = _by_own_hours(context.timing, context.sent_at)
    elif context.working_hours is not None:
        wrong = _wrong_time(context.sent_at, context.working_hours)
        opening = next_opening(context) if wrong else None
    else:
        return
    if wrong and has_substance(analysis):
        yield Mark(
            None, f"{WORDS[wrong]}です" + (f"。次は{opening}から送れます" if opening else "")
        )


def _by_own_hours(timing: Timing, sent_at: datetime) -> tuple[str, str | None]:
    if timing.good_at is None:
        return timing.wrong, None
    return timing.wrong, spoken(timing.good_at, sent_at.astimezone(timing.good_at.tzinfo))


def _wrong_time(sent_at: datetime, hours: WorkingHours) -> str:
    local = sent_at.astimezone(ZoneInfo(hours.tz))
    if not is_working_day(local.date(), hours):
        return "day-off"
    clock = local.time()
    if not hours.open <= clock < hours.close:
        return "outside-hours"
    closing = datetime.combine(local.date(), hours.close, tzinfo=local.tzinfo)
    return "before-closing" if closing - local < BEFORE_CLOSING else ""


_HOURS = WorkingHours()


def _at(day: int, hour: int, minute: int, text: str, *, urgent: bool = False) -> Example:
    moment = datetime(2026, 11, day, hour, minute, tzinfo=timezone(timedelta(hours=9)))
    return Example(text, Context(sent_at=moment, working_hours=_HOURS, urgent=urgent))


_THURSDAY = datetime(2026, 11, 19, 22, 0, tzinfo=timezone(timedelta(hours=9)))

RULE = Rule(
    number="0.4",
    slug="considerate-timing",
    title="相手の勤務時間に送る",
    meaning="急がない報告・連絡・相談・お願いは、相手の勤務時間に届くように送ります。休みの日や終業の間際に届くと、相手の時間を奪うためです。",
    severity=Severity.WARN,
    bad=(
        _at(21, 11, 0, "先週の集計をお送りします。総数は184件でした。"),
        _at(23, 10, 30, "質問例を10問作りました。内訳は職務経験が4問です。"),
        _at(19, 21, 15, "新色の案は白と紺の2つです。白でよろしいでしょうか。"),
        _at(19, 6, 40, "車検証の写しを12月4日までにお送りください。"),
        _at(19, 18, 45, "2社の料金を比べました。A社が月3千円安いです。"),
        _at(22, 9, 0, "ポスターの見本ができました。色は3色です。"),
    ),
    good=(
        _at(19, 11, 0, "先週の集計をお送りします。総数は184件でした。"),
        _at(19, 18, 30, "2社の料金を比べました。A社が月3千円安いです。"),
        _at(19, 22, 0, "【至急】予約画面が開けません。復旧は23時の見込みです。", urgent=True),
        _at(21, 11, 0, "ありがとうございます。"),
        Example("先週の集計をお送りします。総数は184件でした。"),
        Example(
            "ご注文の品は20日に届きます。",
            Context(sent_at=_THURSDAY, working_hours=_HOURS),
            "customer",
        ),
    ),
    find=find,
)
