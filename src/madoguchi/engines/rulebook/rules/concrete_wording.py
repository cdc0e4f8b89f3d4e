"""0.5: figures and names where the reader has to act on them."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta, timezone

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause
from madoguchi.engines.rulebook.draft import Context, WorkingHours
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.proposals import delivery_by, reply_by
from madoguchi.engines.rulebook.put_offs import ANSWERING, CHECKING, WAITING
from madoguchi.engines.rulebook.rule import Example, Mark, Rule
from madoguchi.engines.rulebook.vague_words import FAMILIES, Missing, VagueWord
from madoguchi.engines.timewords import Kind, TimeWord

Span = tuple[int, int]

_FIGURE = re.compile(r"\d+|[一二三四五六七八九十百千半]+(?=件|名|人|点|個|本|枚|割|倍|回|日|時間|か所|箇所|ページ|頁|部|社|台)")
_TOLD = re.compile(r"具体的|正確に|詳しく|詳細|目安|内訳|つまり|すなわち|遅くとも|最長|最短|最大|対象は|該当|下記|以下|次の|一覧")
_NAMED = re.compile(r"\s?[(（][^()]{2,}[)）]|[、,][^。、]{2,20}の(?:件|こと)|、?「|[,、:]?(?:すなわち|つまり)")


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each vague word that nothing in its sentence makes concrete."""
    taken: list[Span] = []
    for family in FAMILIES:
        for match in family.pattern.finditer(analysis.own):
            span = match.span()
            if _overlaps(span, taken) or not _is_meant(analysis, family, span):
                continue
            taken.append(span)
            sentence = _sentence_at(analysis, span)
            if sentence and not _is_made_concrete(analysis, sentence, family.missing, span):
                yield _mark(analysis, sentence, family.missing, span)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _is_meant(analysis: Analysis, family: VagueWord, span: Span) -> bool:
    start, end = span
    if family.unless_after and family.unless_after.match(analysis.own, end):
        return False
    if family.unless_before and family.unless_before.search(analysis.own[:start]):
        return False
    return any(token.start == start for token in analysis.tokens)


def _sentence_at(analysis: Analysis, span: Span) -> Sentence | None:
    return next((s for s in analysis.sentences if s.start <= span[0] < s.end), None)


def _is_made_concrete(analysis: Analysis, sentence: Sentence, missing: Missing, span: Span) -> bool:
    if missing is Missing.NAME:
        return _NAMED.match(analysis.text, span[1]) is not None
    if missing is Missing.TIME:
        return _has_time(analysis, sentence, span)
    return _has_figure(analysis, sentence, span)


def _has_time(analysis: Analysis, sentence: Sentence, span: Span) -> bool:
    return any(_dates(analysis, time, span) for time in sentence.times)


def _dates(analysis: Analysis, time: TimeWord, span: Span) -> bool:
    """A time after the vague word, or a limit (まで, 中, 以内) before it."""
    if time.past or time.vague or _overlaps((time.start, time.end), [span]):
        return False
    if analysis.own.startswith("の", time.limit_end):
        return False
    return time.start > span[0] or analysis.own[time.end : time.limit_end].startswith(("まで", "中", "以内"))


def _has_figure(analysis: Analysis, sentence: Sentence, span: Span) -> bool:
    return any(
        figure.start() >= span[1] or _same_breath(analysis, sentence, figure.end(), span[0])
        for figure in _FIGURE.finditer(analysis.own, sentence.start, sentence.end)
        if not _in_a_moment(sentence, figure.start()) or figure.start() >= span[1]
    )


def _same_breath(analysis: Analysis, sentence: Sentence, end: int, start: int) -> bool:
    between = analysis.own[end:start]
    return len(between) <= 8 and not any(end <= clause.end <= start for clause in sentence.clauses)


def _in_a_moment(sentence: Sentence, offset: int) -> bool:
    return any(
        time.start <= offset < time.end and not set(time.kinds) <= {Kind.LENGTH}
        for time in sentence.times
    )


def _mark(analysis: Analysis, sentence: Sentence, missing: Missing, span: Span) -> Mark:
    clause = next((c for c in sentence.clauses if c.end >= span[1]), None)
    reason = _reason(analysis, missing, span, clause)
    return Mark(span, reason, _rewrite(analysis, missing, span, clause))


def _reason(analysis: Analysis, missing: Missing, span: Span, clause: Clause | None) -> str:
    if missing is Missing.TIME:
        return "いつまでにすればよいのか分かりません" if clause and clause.theirs else "いつになるのか分かりません"
    if missing is Missing.AMOUNT:
        return "どのくらいなのか分かりません"
    if missing is Missing.WAY:
        return "どのようにするのか分かりません"
    return "何のことか分かりません"


def _rewrite(analysis: Analysis, missing: Missing, span: Span, clause: Clause | None) -> str | None:
    return None


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
    ),
    good=(
        Example("なるべく早く、遅くとも本日18時までにお送りします。", _CONTEXT),
        Example("予備は多めに、各色20本ずつご用意ください。"),
        Example("少し肌寒くなってまいりました。"),
        Example("「例の件はどうなった」とのお問い合わせです。"),
    ),
    find=find,
)
