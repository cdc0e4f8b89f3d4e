"""Whether a put-off names the time by which the answer comes."""

import re

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.put_off_phrases import PutOff, Weight
from madoguchi.engines.rulebook.put_off_words import ANSWERING, CHECKING, WAITING
from madoguchi.engines.rulebook.words import word_set
from madoguchi.engines.timewords import TimeWord

_PROMISED = ANSWERING | CHECKING | WAITING
_NEARBY = _PROMISED | word_set(
    """
    送る 出す 上げる 戻す 提出 送付 分かる 判明 出る 決まる 確定 纏まる 完了
    終わる
    """
)
# Goods are sent, too. Beside 「折り返しご連絡します」 these speak of something else; beside 「計算中です」
# they hand over what was asked for.
_HANDED = word_set("送る 出す 上げる 戻す 提出 送付")
# A time that only places a fact: it is open until then, it starts then, somebody is away until then.
_FACTS = word_set(
    """
    営業 受け付け 受け付ける 開く 閉まる 始まる 休業 不在 締め切る 休み お休み 休診 定休
    有る 居る いらっしゃる 届く 混雑 開催 開始 到着 着く
    """
)
_ANNOUNCED = re.compile(r"連絡|回答|返答|返事|返信|お知らせ|報告|折り返")
_ANSWER_TOPIC = re.compile(
    r"回答|返答|返事|ご?連絡|報告|返信|案内|お知らせ|結果|結論|目[処途]|めど|見込み|調査|検討|お時間|確認"
)
_TO_BE_SEEN = re.compile(r"[見診]|現地|現物|実物|開けて|測")
_VISIT = re.compile(
    r"伺[いうっ]|訪問|参り|お邪魔|立ち会|現地(?:調査|確認)|点検|下見|採寸|お越し|ご来[店院]|診察|往診"
)
# ご報告の期日:12月18日(金)11時, on a line of its own.
_DATED_LINE = re.compile(
    r"\s*[・■●※【\[(]?(?:ご?(?:報告|回答|返答|連絡|返信|案内|提示)|お?(?:返事|知らせ))[^。\n:]{0,8}[:は]"
)
# 明日の会議で says when; 明日の会議の件 does not.
_ATTRIBUTE = re.compile(
    r"の(?![^、。の]{1,8}(?:で(?!す)|にて)|ご?(?:回答|返答|お?返事|連絡|返信|案内|報告)|お(?:返事|知らせ)|予定|見込|目|うち|間|終|夕|午)"
)

# ご返答は明日以降になります names no limit; 10時以降、順次 tells when it begins.
_OPEN_ENDED = re.compile(r"以降(?:に|と)(?:な|さ)")


def names_its_time(analysis: Analysis, put_off: PutOff) -> bool:
    """Whether a date or clock time that belongs to the answer stands anywhere it may stand."""
    if _is_seen_on_a_visit(analysis, put_off) or _ends_a_wait(analysis, put_off):
        return True
    near = _NEARBY
    if _ANNOUNCED.search(analysis.own, put_off.start, put_off.clause.end):
        near = _NEARBY - _HANDED
    first = max(put_off.sentence - 1, 0)
    return any(
        _is_the_answers(analysis, sentence, time, abs(index - put_off.sentence), near)
        for index, sentence in enumerate(analysis.sentences[first : first + 3], first)
        for time in sentence.times
    ) or any(abs(index - put_off.sentence) > 1 for index in _outermost(analysis))


def _is_seen_on_a_visit(analysis: Analysis, put_off: PutOff) -> bool:
    """見てみないと分かりません beside 本日16時に伺います: what is to be seen has its hour."""
    if not _TO_BE_SEEN.search(analysis.own, put_off.start, put_off.clause.end):
        return False
    return _names_a_visit(analysis)


@read_once
def _names_a_visit(analysis: Analysis) -> bool:
    return any(
        _VISIT.search(sentence.text) is not None
        for sentence in analysis.sentences
        for time in sentence.times
        if not (time.past or time.vague)
    )


def _ends_a_wait(analysis: Analysis, put_off: PutOff) -> bool:
    """少々お待ちください。15時に担当が参ります。"""
    following = analysis.sentences[put_off.sentence + 1 : put_off.sentence + 2]
    if put_off.weight is not Weight.WAIT:
        return False
    return any(
        clause.ours_to_come and clause.link is Link.FINAL and clause.head not in _FACTS
        for sentence in following
        for time in sentence.times
        if not (time.past or time.vague or analysis.own.startswith("の", time.limit_end))
        for clause in sentence.clauses
        if clause.start <= time.start < clause.end
    )


@read_once
def _outermost(analysis: Analysis) -> tuple[int, ...]:
    """The first and the last sentence whose time is an answer's, however far the put-off is from it."""
    found = [
        index
        for index, sentence in enumerate(analysis.sentences)
        if any(_is_the_answers(analysis, sentence, time, 2, _NEARBY) for time in sentence.times)
    ]
    return (found[0], found[-1]) if found else ()


def _is_the_answers(
    analysis: Analysis, sentence: Sentence, time: TimeWord, distance: int, near: frozenset[str]
) -> bool:
    if time.past or time.vague or _OPEN_ENDED.match(analysis.own, time.end):
        return False
    if _ATTRIBUTE.match(analysis.own, time.limit_end):
        return False
    return any(
        _carries_the_answer(analysis, sentence, clause, time, distance, near)
        for clause in sentence.clauses
        if clause.start <= time.start < clause.end
    )


def _carries_the_answer(
    analysis: Analysis,
    sentence: Sentence,
    clause: Clause,
    time: TimeWord,
    distance: int,
    near: frozenset[str],
) -> bool:
    if clause.past or clause.negative or clause.link is Link.NOUN:
        return False
    if clause.theirs and clause.head not in WAITING:
        return False
    if distance == 0:
        return _belongs_here(analysis, clause, time)
    return _belongs_from_afar(sentence, clause, distance, near)


def _belongs_here(analysis: Analysis, clause: Clause, time: TimeWord) -> bool:
    if clause.head in _NEARBY or clause.link is Link.FINAL:
        return clause.head not in _FACTS
    limited = analysis.own[time.end : time.limit_end] != ""
    return limited and clause.link is Link.AND and clause.head not in _FACTS


def _belongs_from_afar(
    sentence: Sentence, clause: Clause, distance: int, near: frozenset[str]
) -> bool:
    if clause.head in ANSWERING or _DATED_LINE.match(sentence.text):
        return True
    if distance > 1 or clause.head in _FACTS:
        return False
    return clause.head in near or _ANSWER_TOPIC.search(sentence.text) is not None
