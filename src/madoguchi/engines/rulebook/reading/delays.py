"""Telling that something comes later than it was to come: of what sort, its reason, its new time."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.reading import delay_words as words
from madoguchi.engines.rulebook.reading.act import Act, ActKind
from madoguchi.engines.rulebook.reading.delay_times import (
    is_new_time,
    keeps_its_time,
    later_times,
    put_elsewhere,
)
from madoguchi.engines.rulebook.words import word_set

Span = tuple[int, int]


_LATE_HEADS = word_set("遅れる 延期 遅延 延びる ずれ込む ずれる 押す 遅らせる ずらす 長引く")


class DelayKind(Enum):
    """How a delay is told."""

    LATER = "it comes later"
    IMPOSSIBLE = "it cannot be done in time"
    UNDONE = "it is not done"
    MOVED = "its time is put elsewhere"
    MISSED = "its time is over"


@dataclass(frozen=True, slots=True)
class Delay:
    """One clause that tells of a delay of ours, and where in it; offsets are the analysed text's."""

    kind: DelayKind
    start: int
    end: int
    clause: Clause
    sentence: int


@read_once
def delays(analysis: Analysis) -> tuple[Act, ...]:
    """Where the draft says in so many words that something is late, or will be."""
    return tuple(
        Act(ActKind.REPORTS_DELAY, one.start, one.end, one.sentence)
        for one in delays_told(analysis)
        if one.kind in (DelayKind.LATER, DelayKind.IMPOSSIBLE)
    )


@read_once
def delays_told(analysis: Analysis) -> tuple[Delay, ...]:
    """The delays of our own that the draft tells; what is only not done yet counts where a time was promised."""
    return () if _stays_as_promised(analysis) else tuple(_delays(analysis))


def _stays_as_promised(analysis: Analysis) -> bool:
    """3時間かかりますが17時には終わります, 納品に影響はありません: the promise holds, whatever else is late."""
    if keeps_its_time(analysis):
        return True
    return not later_times(analysis) and words.UNCHANGED.search(analysis.own) is not None


def is_over(analysis: Analysis) -> bool:
    """Whether the promised time lies behind when the draft goes out."""
    sent_at, due_at = analysis.context.sent_at, analysis.context.due_at
    return sent_at is not None and due_at is not None and _after(sent_at, due_at)


def _after(sent_at: datetime, due_at: datetime) -> bool:
    return sent_at > due_at


def _delays(analysis: Analysis) -> Iterator[Delay]:
    promised = analysis.context.due_at is not None
    for index, sentence in enumerate(analysis.sentences):
        if sentence.greeting or words.THEIR_DELAY.search(sentence.text):
            continue
        if words.HEARD_OF.search(sentence.text):
            continue
        heard = _Heard.of(sentence)
        for clause in sentence.clauses:
            if found := _told(analysis, sentence, clause, heard, promised=promised):
                yield Delay(*found, clause, index)


def _told(
    analysis: Analysis, sentence: Sentence, clause: Clause, heard: "_Heard", *, promised: bool
) -> tuple[DelayKind, int, int] | None:
    own = analysis.own
    said = own[clause.start : clause.end]
    if words.SUPPOSED.search(own, clause.start, min(clause.end + 6, sentence.end)):
        return None
    if _is_reported(own, clause) or _is_a_condition(own, clause):
        return None
    if (late := _in_clause(heard.late, clause)) and _is_late(clause, said):
        return DelayKind.LATER, late[0], clause.end
    if missed := _in_clause(heard.missed, clause):
        # 終わりそうもありません: the clause ends before what denies it.
        return DelayKind.IMPOSSIBLE, missed[0], max(missed[1], clause.end)
    if not promised:
        return None
    if (hard := words.not_done_in_time(said)) is not None:
        return DelayKind.IMPOSSIBLE, clause.start + hard, clause.end
    return _against_the_promise(analysis, sentence, clause, heard, said)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one sentence holds of a delay's words, looked for once: spans in the analysed text."""

    late: tuple[Span, ...]
    missed: tuple[Span, ...]
    unfinished: tuple[Span, ...]
    more_time: bool

    @classmethod
    def of(cls, sentence: Sentence) -> "_Heard":
        """The words of a sentence, read by all of its clauses."""
        return cls(
            _spans(words.LATER_THAN_PLANNED, sentence),
            _spans(words.NOT_IN_TIME, sentence),
            _spans(words.UNFINISHED, sentence),
            words.asks_for_more_time(sentence.text),
        )


def _spans(pattern: re.Pattern[str], sentence: Sentence) -> tuple[Span, ...]:
    first = sentence.start
    return tuple((first + m.start(), first + m.end()) for m in pattern.finditer(sentence.text))


def _in_clause(spans: tuple[Span, ...], clause: Clause) -> Span | None:
    """The first span that begins within a clause; it may end beyond it."""
    place = bisect_left(spans, (clause.start, 0))
    return spans[place] if place < len(spans) and spans[place][0] < clause.end else None


def _is_reported(own: str, clause: Clause) -> bool:
    """延びるとのお知らせがありました: somebody else's delay, passed on."""
    return own.startswith(("との", "という", "といった", "と伺", "と聞", "と言わ"), clause.end)


def _is_a_condition(own: str, clause: Clause) -> bool:
    """難しければ, 遅れるときは; 整わない次第となりました and 無理なので土曜なら tell that it is so."""
    if clause.link is not Link.WHEN or clause.past or own.startswith("次第", clause.end):
        return False
    return not own.endswith("なら", clause.start, clause.end)


def _is_late(clause: Clause, said: str) -> bool:
    """遅れません and 遅れていますか tell of none; 遅れており間に合いません does."""
    asked = clause.question and words.BY_LEAVE.search(said) is None
    denied = clause.negative and clause.head in _LATE_HEADS and "ざる" not in said
    return not (asked or denied)


def _against_the_promise(
    analysis: Analysis, sentence: Sentence, clause: Clause, heard: "_Heard", said: str
) -> tuple[DelayKind, int, int] | None:
    """What tells of a delay only because a time was promised."""
    if _is_undone(clause, said):
        return DelayKind.UNDONE, clause.head_start, clause.end
    if unfinished := _in_clause(heard.unfinished, clause):
        return DelayKind.UNDONE, unfinished[0], max(unfinished[1], clause.end)
    if heard.more_time and words.MORE_TIME.search(said):
        return DelayKind.MOVED, clause.start, clause.end
    if _is_moved(analysis, sentence, clause, said):
        return DelayKind.MOVED, clause.start, clause.end
    if is_over(analysis) and _is_told_too_late(analysis, sentence, clause, said):
        return DelayKind.MISSED, clause.start, clause.end
    return None


def _is_undone(clause: Clause, said: str) -> bool:
    """まだ仕上がっておりません; ご用意できません tells of no delay unless it names a time."""
    if clause.head not in words.FINISHING or clause.question or clause.theirs:
        return False
    return clause.negative and (clause.ongoing or not clause.able or words.is_by_then(said))


def _is_moved(analysis: Analysis, sentence: Sentence, clause: Clause, said: str) -> bool:
    """26日の納品に変更させてください: a later time for what was promised."""
    if not words.MOVED.search(said) or _says_earlier(analysis):
        return False
    if not any(clause.start <= time.start < clause.end for time in put_elsewhere(analysis)):
        return False
    if words.TURNS_OUT.search(said):
        return True
    before = analysis.own[max(sentence.start - 60, 0) : sentence.end]
    return words.PROMISED.search(before) is not None


def _is_told_too_late(analysis: Analysis, sentence: Sentence, clause: Clause, said: str) -> bool:
    if words.MISSED.search(said):
        return True
    if _says_earlier(analysis) or clause.theirs or words.ANOTHER.search(said):
        return False
    if words.BROKEN_PROMISE.search(analysis.own, clause.start, sentence.end):
        return True
    if not (clause.ours_to_come and _admits(analysis)):
        return False
    if clause.ongoing and clause.head in words.BEING_MADE:
        return True
    return clause.head in words.FINISHING and any(
        clause.start <= time.start < clause.end and is_new_time(analysis, sentence, time)
        for time in sentence.times
    )


@read_once
def _admits(analysis: Analysis) -> bool:
    """Whether the later time can be that of the promise: nothing is done yet, or it excuses itself."""
    return (
        words.KEPT.search(analysis.own) is None or words.ADMITTED.search(analysis.own) is not None
    )


@read_once
def _says_earlier(analysis: Analysis) -> bool:
    """前倒し anywhere: what moves comes sooner. Asked of every clause, looked for once."""
    return words.EARLIER.search(analysis.own) is not None
