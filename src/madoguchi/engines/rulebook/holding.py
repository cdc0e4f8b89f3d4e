"""Clauses that hold the other side: we check, we find out, please wait."""

import re

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.put_off_words import (
    ASKED_OF,
    CHECKING,
    ELSEWHERE,
    LOOKS,
    MEETING,
    PROCEDURE,
    TAKES_TIME,
    THEIR_WORDS,
    UNDER_WAY,
    WORKING,
)


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
    if clause.able or not (clause.ours_to_come or _asks_leave(analysis, clause)):
        return False
    text = analysis.own[clause.start : clause.end]
    done = analysis.own[clause.head_start : clause.end]
    if clause.head == "待つ":
        return clause.ongoing and not done.startswith("お") and THEIR_WORDS.search(text) is not None
    if clause.head in ("掛かる", "要する"):
        return TAKES_TIME.search(sentence.text) is not None and not clause.question
    if clause.head in WORKING and clause.ongoing and UNDER_WAY.search(sentence.text):
        return PROCEDURE.search(sentence.text) is None
    if clause.head == "預かる":
        return _asks_leave(analysis, clause)
    if clause.head not in CHECKING or PROCEDURE.search(sentence.text):
        return False
    if re.search(r"ありがと|感謝|聞かせ", text):
        return False
    if clause.head == "見る" and not LOOKS.search(text):
        return False
    if clause.head == "伺う" and not ASKED_OF.search(text):
        return False
    # 25日に届くと聞いております passes on what is known.
    if clause.head == "聞く" and analysis.own.endswith("と", 0, clause.head_start):
        return False
    if clause.wished and "せて" not in done:
        return False
    return not _opens_a_question(analysis, index, clause, done) and not _states(done)


def _states(done: str) -> bool:
    """ご相談です, 確認ですが: opens a topic. 確認中です does not."""
    return (
        re.match(
            r"[ごお]?(?:確認|相談|質問|問い?合わ?せ|連絡|検討)(?:です|で(?!き)|が|事項|の|済)", done
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
    following = analysis.sentences[index : index + 3]
    asked = any(c.question and c.start >= clause.end for s in following for c in s.clauses)
    return asked and ("せて" in done or clause.link is Link.REASON or clause.head != "確認")
