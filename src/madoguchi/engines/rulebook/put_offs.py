"""Where a draft puts its answer off: it will check, will get back, asks to wait."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.put_off_words import (
    ANSWERING,
    ARISES,
    ASKED_OF,
    AWAITED,
    CHECKING,
    ELSEWHERE,
    LATER,
    LEFT_OPEN,
    LOOKS,
    MAYBE,
    MEETING,
    OUTCOME,
    PROCEDURE,
    REPLYING,
    ROUTINE,
    SENDER,
    SETTLING,
    SOFTENED,
    TAKES_TIME,
    THEIR_DEED,
    THEIR_WORDS,
    WAITING,
)


class Weight(IntEnum):
    """Which of several put-offs beside each other carries the promise."""

    CHECK = 1
    WAIT = 2
    ANSWER = 3


@dataclass(frozen=True)
class PutOff:
    """A clause that puts the answer off. `start` is where its wording begins, `sentence` an index."""

    sentence: int
    clause: Clause
    weight: Weight
    start: int


def put_offs(analysis: Analysis) -> tuple[PutOff, ...]:
    """Every put-off of the draft, timed or not, in the order of the text."""
    return tuple(
        put_off
        for index, sentence in enumerate(analysis.sentences)
        for position in range(len(sentence.clauses))
        for put_off in _of_clause(analysis, index, position)
    )


def _of_clause(analysis: Analysis, index: int, position: int) -> Iterator[PutOff]:
    clause = analysis.sentences[index].clauses[position]
    if clause.link not in (Link.FINAL, Link.REASON):
        return
    if later := LEFT_OPEN.search(analysis.own, clause.start, clause.end):
        yield PutOff(index, clause, Weight.ANSWER, later.start(1))
    elif awaited := AWAITED.search(analysis.own, clause.start, clause.end):
        yield PutOff(index, clause, Weight.CHECK, awaited.start())
    elif clause.head in ANSWERING and clause.ours_to_come:
        yield from _answer(analysis, index, position)
    elif clause.head in WAITING and _asks_to_wait(analysis, index, position):
        yield PutOff(index, clause, Weight.WAIT, _softened_start(analysis, clause))
    elif _checks(analysis, index, position):
        yield PutOff(index, clause, Weight.CHECK, clause.head_start)


def _answer(analysis: Analysis, index: int, position: int) -> Iterator[PutOff]:
    earlier = list(analysis.sentences[index].clauses[:position])
    clause = analysis.sentences[index].clauses[position]
    awaited = [c for c in earlier if c.link is Link.WHEN]
    if clause.ongoing or any(not _is_outcome(analysis, c) for c in awaited):
        return
    later = LATER.search(analysis.own, _lead_start(earlier, clause), clause.end)
    checked = any(_leads_to_an_answer(analysis, c, clause) for c in earlier)
    if later and not (awaited or checked) and _announces(analysis, index, clause, later.group()):
        return
    if later or awaited or checked or _follows_a_check(analysis, index, clause):
        start = later.start() if later else clause.head_start
        if awaited:
            place = earlier.index(awaited[-1])
            start = _lead_start(earlier[:place], awaited[-1])
        yield PutOff(index, clause, Weight.ANSWER, start)


def _announces(analysis: Analysis, index: int, clause: Clause, later: str) -> bool:
    """改めてご案内いたします。集合は9時です: what is announced follows at once."""
    if later not in ("改めて", "あらためて") or clause.head in REPLYING:
        return False
    return any(re.search(r"[\d:]", sentence.text) for sentence in analysis.sentences[index + 1 :])


def _leads_to_an_answer(analysis: Analysis, clause: Clause, answer: Clause) -> bool:
    """確認して, 検討のうえ; before a plain reply any deed that comes first: 承認を取ってから."""
    if clause.past or clause.theirs or clause.link is Link.NOUN:
        return False
    if clause.head in CHECKING | SETTLING:
        return True
    heard = THEIR_WORDS.search(analysis.own, clause.start, clause.end)
    return clause.link is Link.AND and (answer.head in REPLYING or heard is not None)


def _lead_start(earlier: Sequence[Clause], clause: Clause) -> int:
    """Where the wording of the clause begins, with what only modifies it: 近い in 近いうちに."""
    start = clause.start
    for before in reversed(earlier):
        if before.link is not Link.NOUN:
            break
        start = before.start
    return start


def _is_outcome(analysis: Analysis, clause: Clause) -> bool:
    """Whether the clause waits for what the answer depends on: 結論が出ましたら, わかり次第."""
    text = analysis.own[clause.start : clause.end]
    if MAYBE.search(text) or ROUTINE.search(text) or clause.theirs or clause.negative:
        return False
    if ARISES.search(text) or THEIR_DEED.search(text):
        return OUTCOME.search(text) is not None
    return True


def _follows_a_check(analysis: Analysis, index: int, clause: Clause) -> bool:
    """A plain ご連絡いたします that can only mean later: from someone named, or after 確認します。"""
    if clause.head not in REPLYING:
        return False
    if SENDER.search(analysis.own, clause.start, clause.end):
        return True
    before = analysis.sentences[index - 1].clauses if index else ()
    return any(c.head in CHECKING and c.ours_to_come for c in before)


def _asks_to_wait(analysis: Analysis, index: int, position: int) -> bool:
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


def _checks(analysis: Analysis, index: int, position: int) -> bool:
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
    if clause.head not in CHECKING or PROCEDURE.search(sentence.text):
        return False
    if re.search(r"ありがと|感謝|聞かせ", text):
        return False
    if clause.head == "見る" and not LOOKS.search(text):
        return False
    if clause.head == "伺う" and not ASKED_OF.search(text):
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
    return clause.head in ("持ち帰る", "検討", "協議") and "せて" in said and not clause.past


def _opens_a_question(analysis: Analysis, index: int, clause: Clause, done: str) -> bool:
    """1点確認させてください。納期は25日でよろしいでしょうか: it is the reader who is asked."""
    if clause.head not in ("確認", "相談", "聞く", "伺う", "尋ねる") or "てみ" in done:
        return False
    following = analysis.sentences[index : index + 3]
    asked = any(c.question and c.start >= clause.end for s in following for c in s.clauses)
    return asked and ("せて" in done or clause.link is Link.REASON or clause.head != "確認")


def _softened_start(analysis: Analysis, clause: Clause) -> int:
    softened = SOFTENED.search(analysis.own, clause.start, clause.head_start)
    return softened.start() if softened else clause.head_start


def heaviest(found: Sequence[PutOff]) -> tuple[PutOff, ...]:
    """Of put-offs beside each other only those that carry the promise: 確認します gives way to ご連絡します."""
    return tuple(p for p in found if not any(_outweighs(other, p) for other in found))


def _outweighs(other: PutOff, put_off: PutOff) -> bool:
    near = abs(other.sentence - put_off.sentence) <= 2
    if other.weight == put_off.weight:
        return near and other.weight < Weight.ANSWER and other.start > put_off.start
    return near and other.weight > put_off.weight
