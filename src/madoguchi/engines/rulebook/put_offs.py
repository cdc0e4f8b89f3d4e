"""Where a draft puts its answer off: it will check, will get back, asks to wait."""

import re
from collections.abc import Iterator, Sequence

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.handing_over import brings, hands_an_answer_over
from madoguchi.engines.rulebook.holding import asks_to_wait, checks
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.put_off_phrases import (
    PutOff,
    Weight,
    awaited_in,
    by_phrase,
    left_open,
    possible_phrases,
)
from madoguchi.engines.rulebook.put_off_words import (
    A_CASE,
    ANSWERING,
    ARISES,
    AT_ONCE,
    CHECKING,
    COUNTING,
    GUIDED,
    LATER,
    LATER_BY_LEAVE,
    MAYBE,
    OUTCOME,
    PROCEDURE,
    REPLYING,
    ROUTINE,
    SEATED,
    SENDER,
    SETTLING,
    SOFTENED,
    STATED,
    THEIR_DEED,
    THEIR_WORDS,
    UNTIL_CHECKED,
    WAITING,
    WHETHER,
)

# A deed that comes first: 現地を見たうえで, 社に戻ってから.
_FIRST = re.compile(r"(?:うえ|上)で|[てで]から")
_ENDED = re.compile(r"完了|終了|手続き|登録|入金|届い|着い|受け取|受領")


@read_once
def put_offs(analysis: Analysis) -> tuple[PutOff, ...]:
    """Every put-off of the draft, timed or not, in the order of the text."""
    return tuple(
        put_off
        for index, sentence in enumerate(analysis.sentences)
        for put_off in _of_sentence(analysis, sentence, index)
    )


def _of_sentence(analysis: Analysis, sentence: Sentence, index: int) -> list[PutOff]:
    found = list(_by_grammar(analysis, sentence, index))
    known = [one.clause for one in found]
    if possible := possible_phrases(analysis):
        found += (one for one in by_phrase(sentence, index, possible) if one.clause not in known)
    return sorted(found, key=lambda one: (one.start, one.weight))


def _by_grammar(analysis: Analysis, sentence: Sentence, index: int) -> Iterator[PutOff]:
    for position in range(len(sentence.clauses)):
        yield from _of_clause(analysis, index, position)


def _of_clause(analysis: Analysis, index: int, position: int) -> Iterator[PutOff]:
    clause = analysis.sentences[index].clauses[position]
    if clause.link not in (Link.FINAL, Link.REASON):
        return
    if clause.question and (leave := _by_leave(analysis, index, clause)) is not None:
        yield PutOff(index, clause, Weight.ANSWER, leave)
    elif later := left_open(analysis, clause):
        yield PutOff(index, clause, Weight.ANSWER, later.start(1))
    elif awaited := awaited_in(analysis, clause):
        yield PutOff(index, clause, Weight.CHECK, awaited.start())
    elif clause.negative and (until := _until_checked(analysis, index, clause)):
        yield PutOff(index, clause, Weight.CHECK, until.start())
    elif clause.head in ANSWERING and clause.ours_to_come:
        yield from _answer(analysis, index, position)
    elif clause.ours_to_come and (start := _handed_over(analysis, index, position)) is not None:
        yield PutOff(index, clause, Weight.ANSWER, start)
    elif clause.head in WAITING and asks_to_wait(analysis, index, position):
        yield PutOff(index, clause, Weight.WAIT, _softened_start(analysis, clause))
    elif checks(analysis, index, position):
        yield PutOff(index, clause, Weight.CHECK, clause.head_start)


def _answer(analysis: Analysis, index: int, position: int) -> Iterator[PutOff]:
    earlier = list(analysis.sentences[index].clauses[:position])
    clause = analysis.sentences[index].clauses[position]
    awaited = [
        c
        for place, c in enumerate(earlier)
        if c.link is Link.WHEN
        and not _is_why_unknown(earlier[place:])
        and not analysis.own.startswith("次第ではな", c.end)
    ]
    if clause.ongoing or any(not _is_outcome(analysis, c) for c in awaited):
        return
    if GUIDED.search(analysis.own, clause.start, clause.end):
        return
    if STATED.match(analysis.own, clause.head_start) or _seats(analysis, awaited, clause):
        return
    later = LATER.search(analysis.own, _later_from(earlier, clause), clause.end)
    checked = any(_leads_to_an_answer(analysis, c, clause) for c in earlier)
    if later and not (awaited or checked) and _announces(analysis, index, clause, later.group()):
        return
    if (
        later
        or awaited
        or checked
        or clause.head == "折り返す"
        or _tells_whether(analysis, index, clause)
        or _follows_a_check(analysis, index, clause)
    ):
        start = later.start() if later else clause.head_start
        if awaited:
            place = earlier.index(awaited[-1])
            start = _lead_start(earlier[:place], awaited[-1])
        yield PutOff(index, clause, Weight.ANSWER, start)


def _seats(analysis: Analysis, awaited: Sequence[Clause], clause: Clause) -> bool:
    free = any(SEATED.search(analysis.own, c.start, c.end) for c in awaited)
    return free and clause.head == "案内"


def _later_from(earlier: Sequence[Clause], clause: Clause) -> int:
    """後日、改めましてご案内します: 改めまして is a clause of its own, and says no more than later."""
    politely = bool(earlier) and earlier[-1].head == "改める"
    return earlier[-1].start if politely else _lead_start(earlier, clause)


def _by_leave(analysis: Analysis, index: int, clause: Clause) -> int | None:
    """Where 相談してからのご返答でもよろしいでしょうか begins; None for an answer of theirs."""
    sentence = analysis.sentences[index]
    leave = LATER_BY_LEAVE.search(analysis.own, sentence.start, clause.end)
    if leave is None or THEIR_DEED.search(analysis.own, sentence.start, leave.start()):
        return None
    first = (c.start for c in sentence.clauses if c.end == leave.start())
    return next(first, leave.start())


def _is_why_unknown(clauses: Sequence[Clause]) -> bool:
    """見ないと分からないため: the first clause is no condition of the answer."""
    return len(clauses) > 1 and clauses[0].negative and clauses[1].negative


def _until_checked(analysis: Analysis, index: int, clause: Clause) -> re.Match[str] | None:
    return UNTIL_CHECKED.search(analysis.own, analysis.sentences[index].start, clause.end)


def _handed_over(analysis: Analysis, index: int, position: int) -> int | None:
    """Where 決まったら書きます begins; None where nothing is found out first."""
    clause = analysis.sentences[index].clauses[position]
    said_from = analysis.sentences[index].start
    if not brings(analysis, clause) or AT_ONCE.search(analysis.own, said_from, clause.end):
        return None
    earlier = analysis.sentences[index].clauses[:position]
    awaited = [c for c in earlier if c.link is Link.WHEN]
    if any(not _is_outcome(analysis, c) for c in awaited):
        return None
    if not hands_an_answer_over(analysis, index, earlier, clause):
        return None
    if not earlier:
        return clause.start
    place = earlier.index(awaited[-1]) if awaited else len(earlier) - 1
    return _lead_start(earlier[:place], earlier[place])


def _tells_whether(analysis: Analysis, index: int, clause: Clause) -> bool:
    """補修をするかどうかをお知らせいたします: the answer is still open."""
    start = analysis.sentences[index].start
    told = WHETHER.search(analysis.own, start, clause.head_start)
    return told is not None and clause.head_start - told.end() <= 12


def _announces(analysis: Analysis, index: int, clause: Clause, later: str) -> bool:
    """改めてご案内いたします。集合は9時です: what is announced follows at once."""
    if later not in ("改めて", "あらためて") or clause.head in REPLYING:
        return False
    return any(re.search(r"[\d:]", sentence.text) for sentence in analysis.sentences[index + 1 :])


def _leads_to_an_answer(analysis: Analysis, clause: Clause, answer: Clause) -> bool:
    """確認して, 検討のうえ; before a plain reply any deed that comes first: 承認を取ってから."""
    theirs = clause.theirs and "もらっ" not in analysis.own[clause.start : clause.end]
    if clause.past or theirs or clause.link is Link.NOUN or clause.head == "持つ":
        return False
    if clause.head in CHECKING | SETTLING:
        return True
    if clause.head in COUNTING and clause.link is Link.AND:
        return not PROCEDURE.search(analysis.own, clause.start, answer.end)
    if _FIRST.match(analysis.own, clause.end) and not ROUTINE.search(
        analysis.own, clause.start, clause.end
    ):
        return not _is_finished(analysis, clause)
    heard = THEIR_WORDS.search(analysis.own, clause.start, clause.end)
    return clause.link is Link.AND and (answer.head in REPLYING or heard is not None)


def _is_finished(analysis: Analysis, clause: Clause) -> bool:
    """お手続きが完了したうえで: a procedure that ends by itself, no finding out."""
    text = analysis.own[clause.start : clause.end]
    return _ENDED.search(text) is not None or THEIR_DEED.search(text) is not None


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
    if A_CASE.match(analysis.own, clause.end):
        return OUTCOME.search(text) is not None or clause.head in CHECKING
    if ARISES.search(analysis.own, clause.start, clause.end + 1) or THEIR_DEED.search(text):
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


def _softened_start(analysis: Analysis, clause: Clause) -> int:
    softened = SOFTENED.search(analysis.own, clause.start, clause.head_start)
    return softened.start() if softened else clause.head_start
