"""0.7: who takes something on says by when it is done."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta, timezone

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context, PreviousMessage, WorkingHours
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.proposals import delivery_by
from madoguchi.engines.rulebook.reading.acceptances import TakenOn, acceptances
from madoguchi.engines.rulebook.reading.open_acceptance import taken_on_without_a_due
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_GAP = "〔完了日〕"
_BEGINNING = re.compile(
    r"取り?[掛か]か|着手|はじめ|始め|スタート|開始|入りま|動きま|引き?受け|任せ|まかせ"
)
_SOON = re.compile(
    r"(?:なるべく|できるだけ|出来るだけ|できる限り|可能な限り|極力|少しでも)(?:早[くめい]に?(?:うち|段階)?に?|速やかに|すみやかに|急いで|急ぎで?)?"
    r"|早急に|早めに|至急|大至急|速やかに|すみやかに|なる(?:はや|早)で?|近い?うちに?|近々|近日中?に?|数日(?:中|以内|の?うち)に?|(?:今|いま)?すぐに?|ま?もなく"
    r"|順次|後ほど|のちほど|追って|そのうち|早速|さっそく|速攻で?|急ぎで?|急いで|ただちに|直ちに|即(?=対応|行|決|着)|(?:今|いま)から|ちゃちゃっと|さくっと|サクッと|パパッと"
)
_PAUSE = re.compile(r"、|[^\W\d_]は(?=[^っじ])|ので|たら")
_POLITE = re.compile(r"いたし|致し|ござい|いただ|頂|申し|差し上げ|かしこま")


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark from the words of acceptance to the first deed, where no due is named."""
    taken = taken_on_without_a_due(analysis)
    if taken is not None:
        start, end = _span(analysis, taken)
        yield Mark(
            (start, end), "いつ終わるのか分かりません", _rewrite(analysis, taken, start, end)
        )


def _span(analysis: Analysis, taken: TakenOn) -> tuple[int, int]:
    """承知しました、対応いたします; words far from the deed are left out."""
    if not taken.deeds:
        words = acceptances(analysis)
        return words[0].start, words[-1].end
    deed, last = taken.deeds[0], taken.deeds[0]
    for following in taken.deeds[1:]:
        last = following if following.sentence - last.sentence <= 1 else last
    accepted = taken.accepted
    near = accepted is not None and 0 <= deed.sentence - accepted.sentence <= 1
    start = min(accepted.start, deed.clause.start) if accepted and near else deed.clause.start
    return start, last.clause.end


def _rewrite(analysis: Analysis, taken: TakenOn, start: int, end: int) -> str:
    """対応いたします → 11月26日(木)までに対応いたします; a beginning gets its end beside it."""
    due = delivery_by(analysis.context) or _GAP
    clause = taken.deeds[0].clause if taken.deeds else None
    said = analysis.text[start:end]
    if clause is None or _BEGINNING.search(analysis.text, clause.start, clause.end):
        done = "完了いたします" if _POLITE.search(analysis.own) else "完了します"
        return f"{said.rstrip('。!')}。{due}までに{done}"
    place = _place(analysis.text, max(start, clause.start), clause.head_start)
    rest = _SOON.sub("", analysis.text[place:end])
    return f"{_SOON.sub('', analysis.text[start:place])}{due}までに{rest}"


def _place(text: str, start: int, end: int) -> int:
    """Where the date goes: behind the last comma or topic before the deed, else before all."""
    return max((match.end() for match in _PAUSE.finditer(text, start, end)), default=start)


_CONTEXT = Context(
    sent_at=datetime(2026, 11, 18, 14, 5, tzinfo=timezone(timedelta(hours=9))),
    working_hours=WorkingHours(days=(1, 2, 3, 4, 5), open=time(10), close=time(19)),
)


def _asked(text: str) -> Context:
    return Context(previous=(PreviousMessage("them", text),))


RULE = Rule(
    number="0.7",
    slug="deadline-on-acceptance",
    title="引き受けるときは期日を添える",
    meaning="依頼を引き受けるときは、いつ終わるかを日付か時刻で伝えます。すぐに決められないときは、期日をいつまでに伝えるかを書きます。相手が次の予定を立てられるようにするためです。",
    severity=Severity.WARN,
    bad=(
        Example("承知しました。バナーの修正、対応いたします。", _CONTEXT),
        Example("了解です、やっておきますね！", _CONTEXT),
        Example("かしこまりました。さっそく名簿の作成に取りかかります。", _CONTEXT),
        Example("お任せください。", _asked("座席表を新しい配置に直してください。")),
        Example("こちらで進めておきます。", _asked("領収書10件の再発行をお願いします。")),
        Example(
            "ご解約のお申し出を承りました。お手続きを進めさせていただきます。",
            _CONTEXT,
            audience_kind="customer",
        ),
        Example("承知しました。なるべく早く仕上げます。", _CONTEXT),
    ),
    good=(
        Example("承知しました。11月25日(水)17時までに対応いたします。", _CONTEXT),
        Example("お引き受けします。完了日は本日18時までにお伝えします。", _CONTEXT),
        Example("承知しました。ご共有ありがとうございます。", _CONTEXT),
        Example("かしこまりました。ご住所を新しいものに変更いたしました。", _CONTEXT),
        Example("承知しました。いつまでに必要でしょうか。", _CONTEXT),
        Example("お申し込みはお電話でも承っております。", _CONTEXT),
        Example("承知しました。今後は前日までにご連絡いたします。", _CONTEXT),
    ),
    find=find,
    weighed="いつ終わるのか分かりません",
)
