"""Whether a put-off names the time by which the answer comes."""

import re

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.put_off_words import ANSWERING, CHECKING, WAITING
from madoguchi.engines.rulebook.put_offs import PutOff
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
    営業 受け付け 受け付ける 開く 閉まる 始まる 休業 不在 締め切る 休み 休診 定休
    有る 居る いらっしゃる 届く 混雑 開催 開始 到着 着く
    """
)
_ANNOUNCED = re.compile(r"連絡|回答|返答|返事|返信|お知らせ|報告|折り返")
_ANSWER_TOPIC = re.compile(
    r"回答|返答|返事|ご?連絡|報告|返信|案内|お知らせ|結果|結論|目[処途]|めど|見込み|調査|検討|お時間|確認"
)
# 明日の会議で says when; 明日の会議の件 does not.
_ATTRIBUTE = re.compile(
    r"の(?![^、。の]{1,8}(?:で(?!す)|にて)|ご?(?:回答|返答|お?返事|連絡|返信|案内|報告)|お(?:返事|知らせ)|予定|見込|目|うち|間|終|夕|午)"
)


def names_its_time(analysis: Analysis, put_off: PutOff) -> bool:
    """Whether a date or clock time that belongs to the answer stands anywhere it may stand."""
    near = _NEARBY
    if _ANNOUNCED.search(analysis.own, put_off.start, put_off.clause.end):
        near = _NEARBY - _HANDED
    return any(
        _is_the_answers(analysis, sentence, time, abs(index - put_off.sentence), near)
        for index, sentence in enumerate(analysis.sentences)
        for time in sentence.times
    )


def _is_the_answers(
    analysis: Analysis, sentence: Sentence, time: TimeWord, distance: int, near: frozenset[str]
) -> bool:
    if time.past or time.vague or _ATTRIBUTE.match(analysis.own, time.limit_end):
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
    if clause.head in ANSWERING:
        return True
    if distance > 1:
        return False
    return clause.head in near or _ANSWER_TOPIC.search(sentence.text) is not None
