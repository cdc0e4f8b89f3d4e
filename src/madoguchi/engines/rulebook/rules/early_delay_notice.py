"""0.9: a delay is told before the promised time, with its reason and its new time."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context, PreviousMessage, WorkingHours
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.before import said_before
from madoguchi.engines.rulebook.reading.delay_reasons import reason_given
from madoguchi.engines.rulebook.reading.delay_times import (
    later_times,
    names_the_promised_time,
    put_elsewhere,
)
from madoguchi.engines.rulebook.reading.delay_words import LATER_THAN_PLANNED, NOT_IN_TIME
from madoguchi.engines.rulebook.reading.delays import Delay, DelayKind, delays_told, is_over
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

NEW_TIME = "〔新しい日時〕"
REASON = "〔理由〕のため、"
_TOO_LATE = "約束の時刻を過ぎてからの連絡では、相手は予定を組み直せません"
_LACKS_BOTH = "なぜ遅れるのか、いつになるのかが分かりません"
_LACKS_REASON = "なぜ遅れるのかが分かりません"
_LACKS_TIME = "いつになるのかが分かりません"

_LATE_REPLY = re.compile(
    r"(?:返信|返事|連絡|回答|返答|お礼|御礼|挨拶|報告|共有)(?:が|も|の)?.{0,6}(?:遅く(?:な(?:り(?!そ)|っ))|遅れ(?:まし|て|、|た|申|失))"
)
_SOFTENED = re.compile(
    r"(?:もう|ほんの)?(?:少々|少し|すこし|ちょっと|ちょい|若干|多少|やや|かなり|大幅に|だいぶ|しばらく|正直|まだ|未だ|いまだ|時間どおり|(?:来週|来月|月末|今週)(?:あたり|のどこか|くらい))"
)

_ROUGHLY = re.compile(
    r"(?:再?来[週月]|今[週月]|翌[週月]|\d{1,2}月)の?(?:半ば|なかば|中頃|中ごろ|前半|後半|頭|初め|はじめ|終わり)(?:ごろ|頃)?"
)


def find(analysis: Analysis) -> Iterator[Mark]:
    """The whole message once the time is over; before, the delay that lacks its reason or its new time."""
    if not _may_speak(analysis):
        return
    told = delays_told(analysis)
    if not told or (is_over(analysis) and _was_told_in_time(analysis)):
        return
    if is_over(analysis):
        yield Mark(None, _TOO_LATE, severity=Severity.STOP)
        return
    told = tuple(one for one in told if not _is_about_a_reply(analysis, one))
    why, when = (
        reason_given(analysis, told),
        bool(later_times(analysis)) or NEW_TIME in analysis.own,
    )
    if told and not (why and when):
        yield _mark(analysis, _telling(told), why=why, when=when)


def _may_speak(analysis: Analysis) -> bool:
    """Without a promised time only a delay in so many words of something promised is judged."""
    if analysis.context.due_at is not None:
        return True
    late = LATER_THAN_PLANNED.search(analysis.own) or NOT_IN_TIME.search(analysis.own)
    return late is not None and names_the_promised_time(analysis)


def _was_told_in_time(analysis: Analysis) -> bool:
    """Whether one of our earlier messages, sent before the promised time, told of the delay."""
    due_at = analysis.context.due_at
    return any(
        message.sender != "them"
        and message.at is not None
        and due_at is not None
        and message.at <= due_at
        and any(_in_so_many_words(one) for one in delays_told(said_before(message.text)))
        for message in analysis.context.previous
    )


def _in_so_many_words(delay: Delay) -> bool:
    return delay.kind in (DelayKind.LATER, DelayKind.IMPOSSIBLE)


def _is_about_a_reply(analysis: Analysis, delay: Delay) -> bool:
    """ご返信が遅くなりました excuses a late answer; what is promised is not late yet."""
    if delay.kind is not DelayKind.LATER:
        return False
    return _LATE_REPLY.search(analysis.own, delay.clause.start, delay.clause.end + 2) is not None


def _telling(told: tuple[Delay, ...]) -> Delay:
    """The delay that the mark is put on: one in so many words, of a sentence the last: 押しており、間に合いません."""
    told_plainly = [one for one in told if _in_so_many_words(one)] or told[:1]
    return [one for one in told_plainly if one.sentence == told_plainly[0].sentence][-1]


def _mark(analysis: Analysis, delay: Delay, *, why: bool, when: bool) -> Mark:
    start, end = delay.clause.start, delay.end
    if why and (vague := _vague_time(analysis)):
        return Mark(vague, _LACKS_TIME, NEW_TIME)
    lacks = _LACKS_TIME if why else _LACKS_REASON
    reason = lacks if why or when else _LACKS_BOTH
    said = analysis.own[start:end]
    if when:
        return Mark((start, end), reason, REASON + said)
    kept = analysis.own[start : _softened_start(analysis, delay)]
    late = f"{'' if why else REASON}{NEW_TIME}になります"
    return Mark((start, end), reason, kept + late)


def _vague_time(analysis: Analysis) -> tuple[int, int] | None:
    """A new time that is none, in a sentence after the delay's own: 来月の半ばごろ."""
    named = next(((time.start, time.end) for time in put_elsewhere(analysis)), None)
    rough = named or _ROUGHLY.search(analysis.own)
    return rough.span() if isinstance(rough, re.Match) else rough


def _softened_start(analysis: Analysis, delay: Delay) -> int:
    """Where 少し遅れます begins to say how late: the new time takes the place of it all."""
    softened = _SOFTENED.search(analysis.own, delay.clause.start, delay.start)
    return softened.start() if softened else delay.start


_CONTEXT = Context(
    sent_at=datetime(2026, 11, 18, 14, 5, tzinfo=timezone(timedelta(hours=9))),
    working_hours=WorkingHours(),
    due_at=datetime(2026, 11, 18, 17, 0, tzinfo=timezone(timedelta(hours=9))),
)
_PAST_DUE = Context(
    sent_at=datetime(2026, 11, 18, 17, 40, tzinfo=timezone(timedelta(hours=9))),
    working_hours=WorkingHours(),
    due_at=datetime(2026, 11, 18, 17, 0, tzinfo=timezone(timedelta(hours=9))),
)

RULE = Rule(
    number="0.9",
    slug="early-delay-notice",
    title="遅れは約束の前に、理由と新しい日時を添えて",
    meaning="遅れそうだと分かった時点で、約束の時刻より前に知らせます。なぜ遅れるのかと、いつになるのかを書きます。相手が予定を組み直せるようにするためです。",
    severity=Severity.WARN,
    bad=(
        Example("本日17時お約束の見積書ですが、間に合いそうにありません。", _CONTEXT),
        Example("本日お渡し予定の図面、まだ仕上がっておりません。申し訳ございません。", _CONTEXT),
        Example("納品ですが、明日19日の15時に変更させてください。", _CONTEXT),
        Example("機材の故障により、動画の納品が遅れております。", _CONTEXT),
        Example("検品に手間取っており、来週のどこかでのお渡しになりそうです。", _CONTEXT),
        Example("遅くなりました。サーバーの不調で集計が終わらず、19時にお送りします。", _PAST_DUE),
        Example("まだ書き終わってません、あと1時間ください！", _PAST_DUE),
    ),
    good=(
        Example(
            "本日17時お約束の見積書ですが、仕入先の回答が明朝になるため、明日19日の15時にお送りします。",
            _CONTEXT,
        ),
        Example("撮影機材が故障し、動画の納品が1日遅れて19日17時になります。", _CONTEXT),
        Example("本日17時お約束の見積書を、予定より早く仕上げましたのでお送りします。", _CONTEXT),
        Example("図面は予定どおり17時にお渡しします。", _CONTEXT),
        Example("ご入金が遅れる場合は、前日までにお知らせください。", _CONTEXT),
        Example(
            "お約束の17時までに納品を終えています。受領のお返事をありがとうございます。", _PAST_DUE
        ),
        Example(
            "お伝えした遅れの件、図面はいま届きました。ご査収ください。",
            Context(
                sent_at=_PAST_DUE.sent_at,
                due_at=_PAST_DUE.due_at,
                previous=(
                    PreviousMessage(
                        "me",
                        "印刷機の故障で、お渡しが1時間遅れて18時になります。",
                        _CONTEXT.sent_at,
                    ),
                ),
            ),
        ),
    ),
    find=find,
    weighed="遅れの理由と新しい日時がそろっていません",
)
