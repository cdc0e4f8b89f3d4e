"""Whether the sentence of a vague phrase says the figure, time or name after all."""

import re
from dataclasses import dataclass

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause
from madoguchi.engines.rulebook.vague_words import Missing
from madoguchi.engines.timewords import Kind, TimeWord

Span = tuple[int, int]

_FIGURE = re.compile(
    r"\d+|[一二三四五六七八九十百千半]+(?=件|名|人|点|個|本|枚|割|倍|回|日|時間|か所|箇所|ページ|頁|部|社|台)"
)
_MEASURE_BEFORE = re.compile(
    r"(?:件|名|人|点|個|本|枚|割|%|倍|回|日|時間|分|か所|箇所|ページ|部|社|台|円|cm|mm|kg|g|席|組|通|箱|セット)?(?:間)?(?:ほど|程度|くらい|ぐらい|ずつ|と|は|で|も|を)*、?"
)
_TOLD = re.compile(
    r"具体的|正確に|詳しくは|目安|内訳|つまり|すなわち|遅くとも|最長|最短|最大|最小|上限"
)
# 少し遅れ、12時20分の到着です: the time is the new one.
_EXPECTED = re.compile(
    r"の(?:予定|見込|見通|遅[れ延]|(?:ご?到着|お届け|開始|納品|出荷|発送|完了|配達|公開|開演)(?:予定|見込|です|でござ|とな|にな|を予定))"
)
_MEASURED_WAY = re.compile(r"適宜|ざっくり|都度")
# Somebody else's wish, passed on.
_WISHED = re.compile(
    r"と(?:の|いう|いった)(?:ご?(?:要望|希望|意見|依頼|指示|相談)|お(?:声|申し出|話|問い合わせ|叱り))|とおっしゃ"
)
_REPORTED = re.compile(rf"{_WISHED.pattern}|とのこと|と(?:伺|聞い|言われ)")
_NAMED = re.compile(
    r"\s?[(（][^()]{2,}[)）]|[、,][^。、]{2,20}の(?:件|こと)|、?「|[,、:]?(?:すなわち|つまり)"
)


@dataclass(frozen=True)
class Vague:
    """A vague phrase by its span in `analysis.text`.

    A lasting one (当面) stays vague when denied; a pointing one (あの資料) when it is passed on.
    """

    missing: Missing
    span: Span
    lasting: bool = False
    pointing: bool = False


def is_made_concrete(analysis: Analysis, sentence: Sentence, vague: Vague) -> bool:
    """Whether a vague phrase is told in figures or names beside it, or is somebody else's wish."""
    missing, span = vague.missing, vague.span
    rest = analysis.own[span[1] : sentence.end]
    if _told_next(analysis, sentence) or (not vague.pointing and _passed_on(missing, rest)):
        return True
    if missing is Missing.NAME:
        return _NAMED.match(analysis.text, span[1]) is not None
    if missing is Missing.TIME:
        dated = any(_dates(analysis, time, span) for time in sentence.times)
        return dated or _is_over(sentence, vague)
    if missing is Missing.WAY and not _MEASURED_WAY.match(analysis.own, span[0]):
        return _TOLD.search(rest) is not None
    return _has_figure(analysis, sentence, span)


def _passed_on(missing: Missing, rest: str) -> bool:
    return (_WISHED if missing is Missing.AMOUNT else _REPORTED).search(rest) is not None


def _is_over(sentence: Sentence, vague: Vague) -> bool:
    clause = _clause_at(sentence, vague.span)
    if clause is None:
        return False
    if vague.lasting:
        return clause.past or sentence.clauses[-1].ongoing
    return clause.past or clause.negative


def _told_next(analysis: Analysis, sentence: Sentence) -> bool:
    """少し遅れます。具体的には15分です: the next sentence sets out to say it."""
    following = analysis.sentence_after(sentence)
    return following is not None and _TOLD.match(following.text.lstrip()) is not None


def _dates(analysis: Analysis, time: TimeWord, span: Span) -> bool:
    """A time after the vague word, or a limit (まで, 中, 以内) before it."""
    if time.past or time.vague or _overlap((time.start, time.end), span):
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
        if not _overlap(figure.span(), span)
        and not _only_describes(analysis, sentence, figure.start())
    )


def _only_describes(analysis: Analysis, sentence: Sentence, offset: int) -> bool:
    """16時の納品 says which one, not how late."""
    times = [time for time in sentence.times if time.start <= offset < time.end]
    return any(
        analysis.own.startswith("の", time.limit_end)
        and not _EXPECTED.match(analysis.own, time.limit_end)
        for time in times
    )


def _same_breath(analysis: Analysis, end: int, start: int) -> bool:
    """20本ほど、多めに: the measure stands right before the vague word."""
    return end <= start and _MEASURE_BEFORE.fullmatch(analysis.own, end, start) is not None


def _in_a_moment(sentence: Sentence, offset: int) -> bool:
    return any(
        time.start <= offset < time.end and not set(time.kinds) <= {Kind.LENGTH}
        for time in sentence.times
    )


def _overlap(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _clause_at(sentence: Sentence, span: Span) -> Clause | None:
    return next((clause for clause in sentence.clauses if clause.end >= span[1]), None)
