"""Whether and where a draft answers what the other side asked."""

import re
from dataclasses import dataclass

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.put_offs import put_offs
from madoguchi.engines.rulebook.reading.act import ActKind
from madoguchi.engines.rulebook.reading.answering import (
    Answering,
    answering,
    is_bare,
    leads_to_it,
    points_on,
    says_at_once,
    touches,
)
from madoguchi.engines.rulebook.reading.asked import Asked, QuestionAsked, asked
from madoguchi.engines.rulebook.reading.questions import questions
from madoguchi.engines.rulebook.reading.wanted import Question, Wanted, read_question

# お問い合わせありがとうございます, 窓口の岸でございます, 佐倉様: nothing is said yet.
_OPENING = re.compile(
    r"^\s*(?:この度は|このたびは|早速の?|先程の?|先ほどの?|いつも|毎度|平素より?)?、?(?:ご|お|[^。、]{0,10}の?)?(?:問い?合わ?せ|質問|連絡|電話|メール|返信|返事|利用|注文|相談|予約|応募|申し?込み|来[店院館]|依頼|共有|尋ね|買い上げ)[^。]{0,18}(?:ありがと|有難う|有り難う|感謝|御礼|お礼|恐れ入り|承りました|拝見|確認(?:いた|し)ました)"
    r"|^[^。\n]{0,16}(?:遅く|お待たせ|遅れ|ご(?:不便|迷惑|心配|足労)|夜分|お忙し|お休み|早朝|たびたび|度々|突然|DM)[^。\n]{0,24}(?:申し訳|すみません|失礼|ごめん|恐れ入|恐縮|詫び|しました)"
    r"|^\s*\S{1,16}(?:様|さま|さん|先生|殿|御中|各位)[ 、,。]*$"
    r"|^[^。\n]{0,24}(?:件|質問|お尋ね|お問い合わせ)(?:について|に関して|ですが|につきまして)?、?(?:以下の?|下記の?)?(?:とおり|通り)?、?(?:ご)?(?:回答|お答え|案内|報告|連絡|説明)(?:いた|し|申し|です)"
)
# 窓口の岸でございます, 工程管理の森です.
_INTRODUCES = re.compile(
    r"(?:窓口|担当|係|サポート|センター|事務局|デスク|課|部|室|株式会社|店|管理|営業|総務|経理|広報|代行|受付)[^。、は0-9\n]{0,14}(?:です|でございます|と申します)[。]?$"
)
_WHO = re.compile(r"誰|だれ|どなた|担当|どこ|どちら|どの")
# ご来場の予定とのこと、ありがとうございます tells nothing of what was asked.
_THANKS = re.compile(
    r"ご愁傷|お悔やみ|お見舞い申|おめでとうござ|(?:ありがとう|有難う)(?:ございま(?:す|した))?[。!~〜ー]*\s*$|^[^。]{0,14}(?:ご心配|ご不便|ご迷惑|お手数|ご面倒|ご不安|思い)を?(?:お掛け|おかけ)"
)
_LEADING = re.compile(
    r"^\s*(?:なので|ですので|そのため|したがって|従って|よって|さて|それで|結論として(?:は|、)?|以上(?:から|より|の(?:こと|点)から)|つまり|というわけで|ということで)、?"
)
_WHETHER = re.compile(r"(?:か|\?)[。!?]*\s*$")
LATE = 3


@dataclass(frozen=True)
class Answer:
    """Where a question of theirs is answered: the sentence, None where nowhere.

    `before` are the sentences that say something else first, without greetings and introductions.
    """

    question: Question
    sentence: Sentence | None
    before: tuple[Sentence, ...]
    sure: bool = False

    @property
    def opening(self) -> str:
        """The words that lead over to the answer and make no sense at the beginning: なので."""
        match = _LEADING.match(self.sentence.text) if self.sentence else None
        return match.group() if match else ""


@read_once
def answer(analysis: Analysis) -> Answer | None:
    """The first question of theirs with its answer.

    None where they asked nothing, the draft asks back or puts the answer off, or where it cannot be
    told what would be an answer.
    """
    said = asked(analysis)
    if said is None:
        return None
    wanted = [read_question(said.analysis, one) for one in _asked(said)]
    if not wanted or any(one.wanted is Wanted.ANYTHING for one in wanted):
        return None
    found = _found(analysis, wanted)
    # An answer put off, or a question back, is no answer that is lacking.
    if found is None or found.sure:
        return found
    lacking = said.questions and not (
        put_offs(analysis) or _asks_back(analysis) or points_on(analysis.text)
    )
    return found if lacking else None


def _asked(said: Asked) -> tuple[QuestionAsked, ...]:
    """Their questions, or what they ask to be done if they ask whether it can be: お願いできますか."""
    task = said.task
    if said.questions or task is None or not _WHETHER.search(task.text):
        return said.questions
    return (QuestionAsked(ActKind.ASKS_YES_NO, task.start, task.end, task.sentence, task.text),)


def _asks_back(analysis: Analysis) -> bool:
    return any(act.kind.asks for act in questions(analysis))


def _found(analysis: Analysis, wanted: list[Question]) -> Answer | None:
    """The answer that is told; None where one of the first sentences may be one in its own way."""
    said = _telling(analysis, wanted)
    telling = [one for one in said if not _THANKS.search(one.text)]
    degrees = [max(answering(one, sentence) for one in wanted) for sentence in telling]
    sure = next((i for i, degree in enumerate(degrees) if degree is Answering.SURELY), None)
    if (sure is None or sure >= LATE) and _may_come_first(wanted, telling, degrees):
        return None
    told = sure if sure is not None else _announced(wanted, telling)
    if told is None and any(touches(one, first) for first in telling[:LATE] for one in wanted):
        return None
    place = told if told is not None else _touched(wanted, telling, degrees)
    if place is None:
        return Answer(wanted[0], None, tuple(telling))
    before = tuple(one for one in said if one.start < telling[place].start)
    return Answer(wanted[0], telling[place], before, sure=told is not None)


def _may_come_first(
    wanted: list[Question], telling: list[Sentence], degrees: list[Answering]
) -> bool:
    if Answering.POSSIBLY in degrees[:LATE]:
        return True
    return any(is_bare(s) or any(says_at_once(q, s) for q in wanted) for s in telling[:1])


def _announced(wanted: list[Question], telling: list[Sentence]) -> int | None:
    later = range(LATE, len(telling))
    return next((i for i in later if any(leads_to_it(one, telling[i]) for one in wanted)), None)


def _touched(
    wanted: list[Question], telling: list[Sentence], degrees: list[Answering]
) -> int | None:
    """The first late sentence that may be the answer, or at least speaks of what was asked."""
    for index in range(LATE, len(telling)):
        related = any(touches(one, telling[index]) for one in wanted)
        if related or degrees[index] is Answering.POSSIBLY:
            return index
    return None


def _telling(analysis: Analysis, wanted: list[Question]) -> list[Sentence]:
    """The sentences after greeting and name; 営業2課の吉岡です tells where it was asked who."""
    who = any(_WHO.search(one.text) for one in wanted)
    skipped = (_OPENING,) if who else (_OPENING, _INTRODUCES)
    return [
        one
        for one in analysis.sentences
        if not (one.greeting or any(words.search(one.text.strip()) for words in skipped))
    ]
