"""0.8: an unclear task is not taken on before its purpose, scope or way is settled."""

from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context, PreviousMessage
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.asked import asked
from madoguchi.engines.rulebook.reading.clarifying import clarifies
from madoguchi.engines.rulebook.reading.dues import names_a_due
from madoguchi.engines.rulebook.reading.open_acceptance import (
    is_done,
    refuses,
    taken_on_for_later,
)
from madoguchi.engines.rulebook.reading.task_asked import TaskAsked
from madoguchi.engines.rulebook.rule import Example, Mark, Rule


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for the whole message where an unclear task is taken on as it came."""
    theirs = asked(analysis)
    if theirs is None or theirs.task is None or theirs.task.clear:
        return
    if analysis.draft.audience_kind == "customer" and not theirs.task.loose:
        return
    if _takes_it_on(analysis) and not clarifies(analysis, theirs):
        yield Mark(None, _reason(theirs.task))


def _takes_it_on(analysis: Analysis) -> bool:
    """承知しました、まとめます; or only by when: 金曜の昼には出せます."""
    if taken_on_for_later(analysis) is not None:
        return True
    return names_a_due(analysis) and not (refuses(analysis) or is_done(analysis))


def _reason(task: TaskAsked) -> str:
    lacking = [
        name
        for name, told in (("目的", task.purpose), ("範囲", task.scope), ("進め方", task.way))
        if told is None
    ]
    return f"依頼の{'・'.join(lacking) or '内容'}がはっきりしないまま引き受けています"


def _asked(text: str) -> Context:
    return Context(previous=(PreviousMessage("them", text),))


_UNCLEAR = _asked("メルマガ、いい感じに見直しておいてもらえますか。")

RULE = Rule(
    number="0.8",
    slug="clarify-purpose",
    title="引き受ける前に、目的・範囲・進め方をそろえる",
    meaning="何のために、どこまで、どう進めるかが読み取れない依頼は、引き受ける前に尋ねるか、自分の理解を書いて合意を得ます。作り直しを防ぐためです。",
    severity=Severity.WARN,
    bad=(
        Example("承知しました。21日(金)までに仕上げます。", _UNCLEAR),
        Example("かしこまりました！こちらで進めておきます。", _UNCLEAR),
        Example("了解しました。本日中にお送りします。", _asked("売上のデータ、出しておいて。")),
        Example("はい、30日までにまとめます。", _asked("他店の動きをまとめてほしいです。")),
        Example(
            "承りました。明日15時までに整えます。", _asked("共有フォルダの整理をお願いします。")
        ),
        Example("お任せください。", _asked("新人さん向けに何か資料を作ってもらえますか。")),
    ),
    good=(
        Example("ありがとうございます。目的は開封率を上げることと考えてよいでしょうか。", _UNCLEAR),
        Example("件名と冒頭の3行に絞って直します。案は21日(金)までにお送りします。", _UNCLEAR),
        Example("着手の前に、対象にする号をお知らせください。", _UNCLEAR),
        Example(
            "承知しました。本日16時までに差し替えます。",
            _asked("料金表を添付のものに差し替えてください。4月から値段が変わるためです。"),
        ),
        Example(
            "かしこまりました。ご予約を取り消しました。", _asked("明日の予約を取り消してください。")
        ),
        Example("承知しました。25日に納品いたします。"),
    ),
    find=find,
    weighed="目的や範囲を聞かずに引き受けています",
)
