"""Clauses that hold the other side: we check, we find out, please wait."""

import re
from collections.abc import Sequence
from functools import lru_cache

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.put_off_words import (
    A_CASE,
    ASKED_ELSEWHERE,
    ASKED_OF,
    CHECKING,
    ELSEWHERE,
    LOOKS,
    MEETING,
    PROCEDURE,
    TAKES_TIME,
    THEIR_WORDS,
    UNDER_WAY,
    WHETHER_END,
    WORKING,
)
from madoguchi.engines.rulebook.wordings import Wordings

_ASKED_ELSEWHERE = Wordings(ASKED_ELSEWHERE.pattern)
# A case stands at most so many clauses before what is done in it.
_CASE_BEFORE = 6
_NOTED = re.compile(r"[一-龥ァ-ヶー]+")


def asks_to_wait(analysis: Analysis, index: int, position: int) -> bool:
    """Whether the clause asks the other side to wait: 少々お待ちください, お時間をください."""
    sentence = analysis.sentences[index]
    clause = sentence.clauses[position]
    text = analysis.own[clause.start : clause.end]
    if clause.past or ELSEWHERE.search(text) or "ありがと" in sentence.text:
        return False
    if clause.head in ("時間", "猶予"):
        before = analysis.own[clause.start : clause.head_start]
        asked = re.search(
            r"お?(?:時間|猶予).{0,3}(?:くださ|下さ|いただ|頂|ちょうだい|もら|ほし|欲し)", text
        )
        return asked is not None and not MEETING.search(before) and not before.endswith("営業")
    return clause.theirs or (
        re.search(r"待って|お待ちを?$", text) is not None and not clause.ongoing
    )


def checks(analysis: Analysis, index: int, position: int) -> bool:
    """Whether the clause says that we find out, now or next: 確認いたします, 調査中です."""
    sentence = analysis.sentences[index]
    clause = sentence.clauses[position]
    text = analysis.own[clause.start : clause.end]
    if _has_asked_elsewhere(analysis, clause):
        return True
    if clause.able or not (clause.ours_to_come or _asks_leave(analysis, clause)):
        return False
    if _tries_whether(analysis, clause):
        return True
    done = analysis.own[clause.head_start : clause.end]
    if clause.head == "待つ":
        return clause.ongoing and not done.startswith("お") and THEIR_WORDS.search(text) is not None
    if clause.head in ("掛かる", "要する"):
        return TAKES_TIME.search(sentence.text) is not None and not clause.question
    if clause.head in WORKING and _is_worked_at(sentence, clause, text):
        return not _is_procedure(sentence.text)
    if clause.head == "預かる":
        return _asks_leave(analysis, clause)
    if clause.head not in CHECKING or _is_procedure(sentence.text):
        return False
    if re.search(r"ありがと|感謝|聞かせ", analysis.own[clause.start : clause.end + 6]):
        return False
    if _is_for_a_case(analysis, sentence.clauses[max(position - _CASE_BEFORE, 0) : position]):
        return False
    if _is_no_search(analysis, clause, done):
        return False
    if clause.head == "見る" and not LOOKS.search(text):
        return False
    if clause.head == "伺う" and not ASKED_OF.search(text):
        return False
    # 25日に届くと聞いております passes on what is known.
    if clause.head == "聞く" and analysis.own.endswith("と", 0, clause.head_start):
        return False
    if (clause.wished and "せて" not in done) or analysis.own.startswith("済", clause.end):
        return False
    return not _opens_a_question(analysis, index, clause, done) and not _states(done)


def _has_asked_elsewhere(analysis: Analysis, clause: Clause) -> bool:
    """仕入先に問い合わせを入れました: the last word of a message that gives no answer."""
    if clause.negative or clause.question or clause.theirs or not _may_have_asked(analysis):
        return False
    if not ASKED_ELSEWHERE.search(analysis.own, clause.start, clause.end):
        return False
    rest = analysis.own[clause.end :].strip("。、! \n")
    return len(rest) < 30 and re.search(r"\d|です|でした|とのこと", rest) is None


@read_once
def _may_have_asked(analysis: Analysis) -> bool:
    """Whether the draft can say at all that somebody was asked."""
    return bool(_ASKED_ELSEWHERE.possible(analysis.own))


def _tries_whether(analysis: Analysis, clause: Clause) -> bool:
    """再現するか試してみます, 空いているか見てきます: any deed that is to tell whether."""
    done = analysis.own[clause.head_start : clause.end]
    tried = re.search(r"[てで](?:み|き)(?:ます|る|よう)", done) is not None
    return tried and WHETHER_END.search(analysis.own, 0, clause.head_start) is not None


def _is_worked_at(sentence: Sentence, clause: Clause, text: str) -> bool:
    """集計しているところです, ログを追ってみます."""
    if re.search(r"[てで](?:み|おき)ます", text):
        return True
    return clause.ongoing and UNDER_WAY.search(sentence.text) is not None


@lru_cache(maxsize=256)
def _is_procedure(text: str) -> bool:
    """Whether a sentence tells what is done to anyone; asked for each of its clauses, read once."""
    return PROCEDURE.search(text) is not None


def _is_for_a_case(analysis: Analysis, earlier: Sequence[Clause]) -> bool:
    """金額が違うときは店長に聞きます: what is done whenever it happens, not an answer that is due."""
    return any(
        c.link is Link.WHEN and not c.past and A_CASE.match(analysis.own, c.end) for c in earlier
    )


def _is_no_search(analysis: Analysis, clause: Clause, done: str) -> bool:
    """約款が当たります, ほかでも探せます, 摩耗0.4mmを確認。, 一緒に見てみましょう: nothing is being looked into."""
    if clause.head == "当たる":
        return re.match(r"当たって(?:み|い|お|る|き|ま)", done) is None
    if done.startswith(("探せ", "聞け")):
        return True
    if clause.head in ("見る", "確認") and "ましょう" in done and not clause.question:
        return True
    # 確認。 closes a note of what was seen; 確認中。 and 確認! do not.
    noted = analysis.own[max(clause.start, clause.head_start - 1) : clause.head_start] in (
        "を",
        "も",
    )
    return noted and _NOTED.fullmatch(done) is not None


def _states(done: str) -> bool:
    """ご相談です, 確認ですが: opens a topic. 確認中です does not."""
    return (
        re.match(
            r"[ごお]?(?:確認|相談|質問|問い?合わ?せ|連絡|検討|調べ|調査|照会|チェック|査定|審査|ヒアリング)(?:です|で(?!き)|が|事項|の|済)",
            done,
        )
        is not None
    )


def _asks_leave(analysis: Analysis, clause: Clause) -> bool:
    """持ち帰らせていただけますでしょうか: a put-off that asks leave."""
    said = analysis.own[clause.head_start : clause.end]
    if clause.past or "せて" not in said:
        return False
    if clause.head == "預かる":
        return (
            re.search(r"いったん|一旦|件", analysis.own[clause.start : clause.head_start])
            is not None
        )
    return clause.head in ("持ち帰る", "検討", "協議")


def _opens_a_question(analysis: Analysis, index: int, clause: Clause, done: str) -> bool:
    """1点確認させてください。納期は25日でよろしいでしょうか: it is the reader who is asked."""
    if clause.head not in ("確認", "相談", "聞く", "伺う", "尋ねる") or "てみ" in done:
        return False
    if not ("せて" in done or clause.link is Link.REASON or clause.head != "確認"):
        return False
    following = analysis.sentences[index : index + 3]
    return any(c.question and c.start >= clause.end for s in following for c in s.clauses)
