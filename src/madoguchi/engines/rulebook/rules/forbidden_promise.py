"""S6: nothing is promised that nobody may promise."""

import re
from collections.abc import Iterator

from madoguchi.engines.japanese import normalise
from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_REASON = "「{}」は約束できないことばです。できることと条件を書きます"
_GENERAL = re.compile(
    r"必ず(?!しも)|絶対に?|100%|確実に|間違いなく|全額(?!で[、は])|無条件[でに]|永久に|永遠に|一生涯?|何があっても|いかなる場合で?も|どんな場合で?も|例外なく|何度でも|いくらでも"
)
# What nobody can hold alone: 治る, 間に合う, 返金する.
_OUTCOME = re.compile(
    r"返金|返し(?!事)|お返(?![事信答])|届[きけ]|お届け|直[りし]|治[りし]|解決|間に合|保[証障]|補償|お約束|成功|合格|上が|下が|売れ|効果|効き|改善|復旧|再発|防[ぎげ]|ご?満足|安心|安全|大丈夫|問題(?:な|ござ|あり)|可能|できま|実現|達成|交換|弁償|負担|免除|無料|採用|当選|確保|お守り|守りま|儲か|増え|減り|勝[ちて]|通り|喜"
)
_SAID = re.compile(r"ます|(?:大丈夫|安心|安全|可能|保証|無料|満足|合格|成功)で(?:す|ござ)")
_DENIED = re.compile(
    r"(?:でき|出来|いたし|致し|申し|お約束|保証|限り|わけで|約束)[^。\n]{0,8}(?:ません|かね|ない)|とは(?:言え|限)|ではありません|ではございません"
)


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each word that may not be promised, in a sentence that promises it."""
    taken: set[int] = set()
    for word in analysis.context.forbidden:
        for start, end in _places(analysis.own, word):
            if start not in taken and _promised(analysis, start, end) is not None:
                taken.add(start)
                yield Mark((start, end), _REASON.format(word.strip()), severity=Severity.STOP)
    for match in _GENERAL.finditer(analysis.own):
        if match.start() in taken:
            continue
        promised = _promised(analysis, match.start(), match.end())
        if promised is not None and _SAID.search(promised) and _OUTCOME.search(promised):
            yield Mark(match.span(), _REASON.format(match.group()))


def _places(own: str, word: str) -> list[tuple[int, int]]:
    normal = normalise(word).text.strip()
    found = re.finditer(re.escape(normal), own, re.IGNORECASE) if normal else ()
    return [match.span() for match in found]


def _promised(analysis: Analysis, start: int, end: int) -> str | None:
    """What is promised from the word on; None where it is denied, asked, over, or the reader's to do."""
    sentence = analysis.sentence_at(start)
    if sentence is None or _DENIED.search(analysis.own, start, sentence.end):
        return None
    clause = _governing(sentence, end)
    if clause is None or not clause.ours_to_come or clause.ongoing or clause.wished:
        return None
    return analysis.own[end : clause.end]


def _governing(sentence: Sentence, end: int) -> Clause | None:
    """The clause in which the word stands, with those that it leads into."""
    reaching = (one for one in sentence.clauses if one.end >= end and one.link is not Link.NOUN)
    clause = next(reaching, None)
    return None if clause is None or clause.link is Link.WHEN else clause


_CONTEXT = Context(forbidden=("即日返金", "最安値"))

RULE = Rule(
    number="S6",
    slug="forbidden-promise",
    title="約束してはいけないことを約束しない",
    meaning="結果や金額を言い切る約束は、守れなかったときに相手を二度困らせます。できることと条件を書きます。",
    severity=Severity.WARN,
    bad=(
        Example("明日には必ず直ります。"),
        Example("絶対に間に合わせますので、お任せください。絶対に大丈夫です。"),
        Example("100%返金いたします。"),
        Example("無条件で返金いたします。"),
        Example("即日返金いたします。", _CONTEXT),
        Example("当店が最安値です。", _CONTEXT),
    ),
    good=(
        Example("お届け先を必ずご確認ください。"),
        Example("必ずしも直るとは限りません。"),
        Example("100%の返金はいたしかねます。"),
        Example("即日返金はできません。", _CONTEXT),
        Example("「即日返金」の表示は誤りでした。", _CONTEXT),
        Example("A案は全額返金、B案は交換です。"),
        Example("先月、全額を返金いたしました。"),
        Example("出荷の前に必ず2名で検品しております。"),
    ),
    find=find,
)
