"""Whether an answer to a task asks about it, or says in words of its own how it is understood."""

import re

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.quoting import mask
from madoguchi.engines.rulebook.reading.act import Act
from madoguchi.engines.rulebook.reading.asked import Asked
from madoguchi.engines.rulebook.reading.questions import questions
from madoguchi.engines.rulebook.reading.requests import requests_made
from madoguchi.engines.rulebook.reading.task_asked import SCOPE

# 期日はいつでしょうか, ほかにございますか: neither asks what is wanted.
_BESIDE_THE_POINT = re.compile(
    r"期日|期限|納期|いつまで|いつごろ|いつ頃|お急ぎ|ほか(?:に|は|の)|他(?:に|は|の)|お変わり"
)
# 28日の正午でよろしいでしょうか asks for the day alone.
_DAY_ONLY = re.compile(
    r"(?:で|までで?|に)(?:も|は)?、?(?:よろし|宜し|いい|良い|よい|大丈夫|構|かま|OK|いかが|どう|問題|差し支え)|間に合|ご?都合"
)
# 担当は2名です, 3名で手分けして: our own hands bound nothing.
_OUR_HANDS = re.compile(
    r"(?:担当|体制|人員|作業者|手分け)[^。\n]{0,24}|\d+ ?[名人](?:体制|がかり|掛かり|で)"
)
_ALL = ("全部", "すべて", "全て")
_SETTLES = re.compile(
    r"目的|狙い|ねらい|用途|使い(?:道|みち|方)|対象|範囲|観点|切り口|方針|進め方|やり方|方法|手順|という(?:理解|認識|解釈)|と(?:理解|認識|解釈|受け止め)(?:し|いた|して)|との(?:理解|認識)"
    r"|に絞|を絞|に限|を中心に|に的を|のうち|優先|(?:項目|内容|構成|形式|条件|要件|仕様|イメージ)(?:は|を|について|の(?:すり|確認|ご相談))|直近|過去|[^、。]{1,8}(?:ごと|別)に|箇条書き|グラフに|すり合わせ|擦り合わせ|ヒアリング|打ち?合わ?せ|たたき台|叩き台|骨子|ラフ|ため(?:の|に)|として(?:、|は|の)|(?:段|段階|グループ|案)(?:に分け|で進め)|を(?:先|前)に(?:伺|確認|お聞き)|確認(?:したい|させて)|伺(?:いたい|わせて)|お聞き(?:したい|させて)|質問|ご相談"
)


def clarifies(analysis: Analysis, theirs: Asked) -> bool:
    """Whether purpose, scope or way is asked for, or restated beyond the requester's own words."""
    return _asks(analysis) or _restates(analysis, theirs)


def _asks(analysis: Analysis) -> bool:
    if any(not _is_beside_the_point(analysis, one) for one in questions(analysis)):
        return True
    return any(
        not one.in_a_case and not _BESIDE_THE_POINT.search(analysis.own, one.start, one.end)
        for one in requests_made(analysis)
    )


def _is_beside_the_point(analysis: Analysis, question: Act) -> bool:
    said = analysis.own[question.start : question.end]
    if _BESIDE_THE_POINT.search(said):
        return True
    timed = any(
        question.start <= time.start < question.end
        for time in analysis.sentences[question.sentence].times
    )
    return timed and _DAY_ONLY.search(said) is not None and not _SETTLES.search(said)


def _restates(analysis: Analysis, theirs: Asked) -> bool:
    times = [(t.start, t.limit_end) for s in analysis.sentences for t in s.times]
    hands = [match.span() for match in _OUR_HANDS.finditer(analysis.own)]
    said = mask(analysis.own, tuple(sorted(times + hands)))
    return any(
        match.group() not in theirs.text and match.group() not in _ALL
        for pattern in (_SETTLES, SCOPE)
        for match in pattern.finditer(said)
    )
