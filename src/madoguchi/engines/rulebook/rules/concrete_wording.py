"""0.5: figures and names where the reader has to act on them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, time, timedelta, timezone

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause
from madoguchi.engines.rulebook.context import Context, WorkingHours
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.made_concrete import Vague, is_made_concrete
from madoguchi.engines.rulebook.passage import passages
from madoguchi.engines.rulebook.proposals import delivery_by, reply_by
from madoguchi.engines.rulebook.put_off_words import ANSWERING, CHECKING
from madoguchi.engines.rulebook.rule import Example, Mark, Rule
from madoguchi.engines.rulebook.vague_grammar import phrases, possible
from madoguchi.engines.rulebook.vague_index import possible_words
from madoguchi.engines.rulebook.vague_use import is_used
from madoguchi.engines.rulebook.vague_words import Missing, VagueWord
from madoguchi.engines.rulebook.words import word_set

Span = tuple[int, int]

_DELIVERING = word_set("送る 届ける 届く 発送 送付 出荷 納品 配送 郵送")
_SOON = re.compile(r"早|はや|急|速|近い|近日|近々|そのうち|もなく|後日|なる早")
_POINTED_AT = re.compile(r"[ぁ-ん](件|話|[一-龥ァ-ヶー]{2,})$")


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each vague phrase that nothing in its sentence makes concrete."""
    taken: list[Span] = []
    for vague in _candidates(analysis):
        place = bisect_left(taken, vague.span)
        if any(_overlap(vague.span, span) for span in taken[max(place - 1, 0) : place + 1]):
            continue
        taken.insert(place, vague.span)
        sentence = analysis.sentence_at(vague.span[0])
        if sentence and not is_made_concrete(analysis, sentence, vague):
            yield _mark(analysis, sentence, vague.missing, vague.span)


def _overlap(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _candidates(analysis: Analysis) -> Iterator[Vague]:
    """What the list of words finds, then what grammar finds."""
    own = analysis.own
    for family, pattern in possible_words(own):
        for match in pattern.finditer(own):
            if _is_meant(analysis, family, match.span()):
                yield Vague(family.missing, match.span(), lasting=family.lasting)
    grammar = possible(own)
    for passage in passages(analysis) if grammar else ():
        for missing, start, end in phrases(passage, grammar):
            span = passage.words[start].start, passage.words[end - 1].end
            yield Vague(missing, span, pointing=missing is Missing.NAME)


def _is_meant(analysis: Analysis, family: VagueWord, span: Span) -> bool:
    start, end = span
    if family.unless_after and family.unless_after.match(analysis.own, end):
        return False
    before = family.unless_before
    if before is not None and before.search(analysis.own, max(0, start - 20), start):
        return False
    sentence = analysis.sentence_at(start)
    if sentence is None or all(token.start != start for token in sentence.tokens):
        return False
    return is_used(analysis, sentence, family, span)


def _mark(analysis: Analysis, sentence: Sentence, missing: Missing, span: Span) -> Mark:
    clause = next((c for c in sentence.clauses if c.end >= span[1]), None)
    said = analysis.own[span[0] : span[1]]
    rewrite = _moment(analysis, span, clause) if missing is Missing.TIME else None
    return Mark(span, _reason(missing, said, clause), rewrite)


def _reason(missing: Missing, said: str, clause: Clause | None) -> str:
    head = clause.head if clause else ""
    if missing is Missing.TIME:
        if clause and clause.theirs:
            return "いつまでにすればよいのか分かりません"
        if head in ANSWERING:
            return "いつ連絡が来るのか分かりません"
        return "いつ届くのか分かりません" if head in _DELIVERING else "いつになるのか分かりません"
    if missing is Missing.AMOUNT:
        return (
            "どのくらい遅れるのか分かりません"
            if head == "遅れる"
            else "どのくらいなのか分かりません"
        )
    if missing is Missing.WAY:
        return "何をどうするのか分かりません"
    noun = _POINTED_AT.search(said)
    return f"どの{noun.group(1)}のことか分かりません" if noun else "何のことか分かりません"


def _moment(analysis: Analysis, span: Span, clause: Clause | None) -> str | None:
    """A time to put in the place of soon: a reply's within hours, anything else's within days."""
    said = analysis.own[span[0] : span[1]]
    if (
        clause is None
        or not _SOON.search(said)
        or analysis.own[span[1] : span[1] + 1] in "のなとだ公で"
    ):
        return None
    answered = clause.head in ANSWERING | CHECKING
    moment = reply_by(analysis.context) if answered else delivery_by(analysis.context)
    return moment and f"{moment}までに"


_CONTEXT = Context(
    sent_at=datetime(2026, 11, 20, 14, 36, tzinfo=timezone(timedelta(hours=9))),
    working_hours=WorkingHours(days=(1, 2, 3, 4, 5), open=time(10), close=time(19)),
)

RULE = Rule(
    number="0.5",
    slug="concrete-wording",
    title="数と名前で書く",
    meaning="量・時期・程度・対象は、読む人がそのまま動けるように数字と名前で書きます。",
    severity=Severity.WARN,
    bad=(
        Example("なるべく早くお送りします。", _CONTEXT),
        Example("到着が少し遅れます。"),
        Example("例の件、承知しました。"),
        Example("予備は多めにご用意ください。"),
        Example("売れ行きは想定よりだいぶ悪いです。"),
        Example("在庫が減ってきたら発注してください。"),
    ),
    good=(
        Example("なるべく早く、遅くとも本日18時までにお送りします。", _CONTEXT),
        Example("予備は多めに、各色20本ずつご用意ください。"),
        Example("少し肌寒くなってまいりました。"),
        Example("「例の件はどうなった」とのお問い合わせです。"),
        Example("売れ行きは想定より悪く、42個でした。"),
        Example("在庫が残り5個になったら発注してください。"),
    ),
    find=find,
    weighed="読む人によって受け取り方が変わる言い方があります。数、日時、名前で書きます",
)
