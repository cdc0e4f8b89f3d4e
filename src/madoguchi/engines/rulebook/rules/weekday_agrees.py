"""S1: a date and the weekday beside it agree."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.dates_with_weekdays import (
    WEEKDAYS,
    DatedWeekday,
    dated_weekdays,
)
from madoguchi.engines.rulebook.rule import Example, Mark, Rule


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each date whose weekday is another one; the rewrite is the same with the right one."""
    for dated in dated_weekdays(analysis):
        if dated.days and dated.weekday not in {day.weekday() for day in dated.days}:
            yield _mark(analysis, dated, dated.days[0])


def _mark(analysis: Analysis, dated: DatedWeekday, day: date) -> Mark:
    right = WEEKDAYS[day.weekday()]
    said = analysis.text[dated.start : dated.end]
    place = dated.weekday_at - dated.start
    rewrite = said[:place] + right + said[place + 1 :] if dated.in_japanese else None
    reason = f"{day.year}年{day.month}月{day.day}日は{right}曜日です"
    return Mark((dated.start, dated.end), reason, rewrite)


_CONTEXT = Context(sent_at=datetime(2026, 11, 20, 14, 36, tzinfo=timezone(timedelta(hours=9))))

RULE = Rule(
    number="S1",
    slug="weekday-agrees",
    title="日付と曜日が合っている",
    meaning="日付に添えた曜日が違うと、相手はどちらの日か決められません。年の書かれていない日付は、送る日に近いほうの年で確かめます。",
    severity=Severity.STOP,
    bad=(
        Example("納品は11月25日(火)です。", _CONTEXT),
        Example("11/27（水）の15時に伺います。", _CONTEXT),
        Example("次回は2027年1月8日(木)でお願いします。"),
        Example("25日の木曜日はいかがでしょうか。", _CONTEXT),
        Example("来週水曜(24日)にお送りします。", _CONTEXT),
        Example("候補は12/1(火)、2(水)、3(金)です。", _CONTEXT),
    ),
    good=(
        Example("納品は11月25日(水)です。", _CONTEXT),
        Example("1月8日(金)から営業いたします。", _CONTEXT),
        Example("2026年11月23日(月・祝)はお休みです。"),
        Example("11月25日(火)です。"),
        Example("お客様は「11月25日(火)に届いた」とおっしゃっています。", _CONTEXT),
        Example("火曜25日間の講座ではなく、水曜5回の講座です。", _CONTEXT),
        Example("昨年の11月25日(火)と同じ並びです。", _CONTEXT),
    ),
    find=find,
)
