"""0.5: figures and names where the reader has to act on them."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta, timezone

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause
from madoguchi.engines.rulebook.context import Context, WorkingHours
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.proposals import delivery_by, reply_by
from madoguchi.engines.rulebook.put_off_words import ANSWERING, CHECKING
from madoguchi.engines.rulebook.rule import Example, Mark, Rule
from madoguchi.engines.rulebook.vague_words import FAMILIES, Missing, VagueWord
from madoguchi.engines.rulebook.words import word_set
from madoguchi.engines.timewords import Kind, TimeWord

Span = tuple[int, int]

_FIGURE = re.compile(
    r"\d+|[一二三四五六七八九十百千半]+(?=件|名|人|点|個|本|枚|割|倍|回|日|時間|か所|箇所|ページ|頁|部|社|台)"
)
_MEASURE_BEFORE = re.compile(
    r"(?:件|名|人|点|個|本|枚|割|%|倍|回|日|時間|分|か所|箇所|ページ|部|社|台|円|cm|mm|kg|g|席|組|通|箱|セット)?(?:間)?(?:ほど|程度|くらい|ぐらい|ずつ|と|は|で|も|を)*、?"
)
_TOLD = re.compile(r"具体的|正確に|詳しくは|目安|内訳|つまり|すなわち|遅くとも|最長|最短")
_MEASURED_WAY = re.compile(r"適宜|ざっくり|都度")
# Somebody else's wish, passed on.
_WISHED = re.compile(
    r"と(?:の|いう|いった)(?:ご?(?:要望|希望|意見|依頼|指示|相談)|お(?:声|申し出|話|問い合わせ|叱り))|とおっしゃ"
)
_REPORTED = re.compile(rf"{_WISHED.pattern}|とのこと|と(?:伺|聞い|言われ)")
_NAMED = re.compile(
    r"\s?[(（][^()]{2,}[)）]|[、,][^。、]{2,20}の(?:件|こと)|、?「|[,、:]?(?:すなわち|つまり)"
)

_DELIVERING = word_set("送る 届ける 届く 発送 送付 出荷 納品 配送 郵送")
_SOON = re.compile(r"早|はや|急|速|近い|近日|近々|そのうち|もなく|後日|なる早")
_POINTED_AT = re.compile(r"[ぁ-ん](件|話|[一-龥ァ-ヶー]{2,})$")


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
    if family.unless_before and family.unless_before.search(
        analysis.own, max(0, start - 20), start
    ):
        return False
    return any(token.start == start for token in analysis.tokens)


def _sentence_at(analysis: Analysis, span: Span) -> Sentence | None:
    return next((s for s in analysis.sentences if s.start <= span[0] < s.end), None)


def _is_made_concrete(analysis: Analysis, sentence: Sentence, missing: Missing, span: Span) -> bool:
    rest = analysis.own[span[1] : sentence.end]
    if (_WISHED if missing is Missing.AMOUNT else _REPORTED).search(rest) or _told_next(
        analysis, sentence
    ):
        return True
    if missing is Missing.NAME:
        return _NAMED.match(analysis.text, span[1]) is not None
    if missing is Missing.TIME:
        clause = _clause_at(sentence, span)
        over = clause is not None and (clause.past or clause.negative)
        return over or any(_dates(analysis, time, span) for time in sentence.times)
    if missing is Missing.WAY and not _MEASURED_WAY.match(analysis.own, span[0]):
        return _TOLD.search(rest) is not None
    return _has_figure(analysis, sentence, span)


def _told_next(analysis: Analysis, sentence: Sentence) -> bool:
    """少し遅れます。具体的には15分です: the next sentence sets out to say it."""
    following = next((s for s in analysis.sentences if s.start >= sentence.end), None)
    return following is not None and _TOLD.match(following.text.lstrip()) is not None


def _dates(analysis: Analysis, time: TimeWord, span: Span) -> bool:
    """A time after the vague word, or a limit (まで, 中, 以内) before it."""
    if time.past or time.vague or _overlaps((time.start, time.end), [span]):
        return False
    if analysis.own.startswith("の", time.limit_end):
        return False
    return time.start > span[0] or analysis.own[time.end : time.limit_end].startswith(
        ("まで", "中", "以内")
    )


def _has_figure(analysis: Analysis, sentence: Sentence, span: Span) -> bool:
    return any(
        figure.start() >= span[1]
        or (
            not _in_a_moment(sentence, figure.start())
            and _same_breath(analysis, figure.end(), span[0])
        )
        for figure in _FIGURE.finditer(analysis.own, sentence.start, sentence.end)
        if not _overlaps(figure.span(), [span])
        and not _only_describes(analysis, sentence, figure.start())
    )


def _only_describes(analysis: Analysis, sentence: Sentence, offset: int) -> bool:
    """16時の納品 says which one, not how late."""
    times = [time for time in sentence.times if time.start <= offset < time.end]
    return any(analysis.own.startswith("の", time.limit_end) for time in times)


def _same_breath(analysis: Analysis, end: int, start: int) -> bool:
    """20本ほど、多めに: the measure stands right before the vague word."""
    return end <= start and _MEASURE_BEFORE.fullmatch(analysis.own, end, start) is not None


def _in_a_moment(sentence: Sentence, offset: int) -> bool:
    return any(
        time.start <= offset < time.end and not set(time.kinds) <= {Kind.LENGTH}
        for time in sentence.times
    )


def _clause_at(sentence: Sentence, span: Span) -> Clause | None:
    return next((clause for clause in sentence.clauses if clause.end > span[0]), None)


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
    ),
    good=(
        Example("なるべく早く、遅くとも本日18時までにお送りします。", _CONTEXT),
        Example("予備は多めに、各色20本ずつご用意ください。"),
        Example("少し肌寒くなってまいりました。"),
        Example("「例の件はどうなった」とのお問い合わせです。"),
    ),
    find=find,
)
