"""The times of a draft that lie after the promised one."""

import re
from datetime import datetime

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.context import WorkingHours
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.timewords import Kind, TimeWord, due

# 18日にお渡し予定の, 17時締めの, 15時と申し上げた: the time that was promised.
_PROMISED = re.compile(
    r"[^、。]{0,14}?(?:(?:予定|はず|つもり|約束|期限|納期|締め?切?り?|〆切?)(?:の(?!変)|だっ|でし|で(?!す|ご)|と(?!な|さ)|を|が|に(?!変)|は)"
    r"|と(?:申し|お伝え|お約束|言っ|お話|伝え)|お約束|って言って)"
)
_PROMISED_BEFORE = re.compile(
    r"(?:当初|お約束|約束し(?:てい)?た|予定(?!で|だ)|期限|納期|元々|もともと)[^、。\dをが]{0,6}$"
)
# From then on is no time; nor is a time that only places a fact.
_OPEN_ENDED = re.compile(
    r"以降|より後|過ぎ(?:に|以|になる|頃)|のいずれか|ごろか|まで(?:の|は)?お休み"
)
_BARE_WEEK = re.compile(
    r"(?:再来週|来週|今週|翌週|再来月|来月|今月|翌月|週明け|上旬|中旬|下旬|\d{1,2}月)$"
)
_LATENESS = re.compile(
    r"(?:ほど|程度?|くらい|ぐらい|だけ|の|後|、)*(?:遅|後ろ|延|先|ずれ|ズレ|お?時間|猶予|いただ|頂|くださ|お待|超|オーバー|押|かか|繰り?下|余分)"
)


@read_once
def later_times(analysis: Analysis) -> tuple[TimeWord, ...]:
    """The times named in the draft that are new ones for what was promised."""
    return tuple(
        time
        for sentence in analysis.sentences
        for time in sentence.times
        if is_new_time(analysis, sentence, time)
    )


def names_the_promised_time(analysis: Analysis) -> bool:
    """Whether the draft itself says by when it was promised: 本日お渡し予定の."""
    return any(
        _PROMISED.match(analysis.own, time.end) is not None
        for sentence in analysis.sentences
        for time in sentence.times
    )


def keeps_its_time(analysis: Analysis) -> bool:
    """Whether a deed to come has the promised hour: 17時には終わります."""
    context = analysis.context
    if context.due_at is None or context.sent_at is None or context.sent_at > context.due_at:
        return False
    return any(
        _is_the_promised_clock(analysis, time)
        and re.fullmatch(r"に(?:は)?|まで(?:に)?(?:は)?", analysis.own[time.end : time.limit_end])
        and (clause := clause_of(sentence, time)) is not None
        and clause.ours_to_come
        and clause.link in (Link.FINAL, Link.REASON)
        and not clause.able
        for sentence in analysis.sentences
        for time in sentence.times
    )


@read_once
def put_elsewhere(analysis: Analysis) -> tuple[TimeWord, ...]:
    """The new times, and those that are none yet: 来週のどこか, 20日以降."""
    return tuple(
        time
        for sentence in analysis.sentences
        for time in sentence.times
        if _is_another(analysis, sentence, time)
        and (_is_no_time(analysis, time) or is_new_time(analysis, sentence, time))
    )


def is_new_time(analysis: Analysis, sentence: Sentence, time: TimeWord) -> bool:
    """Whether a time is told by which the delayed thing comes: a moment after the promised one."""
    if not _is_another(analysis, sentence, time) or _is_no_time(analysis, time):
        return False
    if _is_the_promised_clock(analysis, time):
        return False
    if set(time.kinds) <= {Kind.LENGTH}:
        clause = clause_of(sentence, time)
        told = clause is None or not clause.past
        return told and _LATENESS.match(analysis.own, time.end) is not None
    return not _is_theirs(analysis, sentence, time) and _is_later(analysis, time)


def _is_another(analysis: Analysis, sentence: Sentence, time: TimeWord) -> bool:
    """Whether a time is no past one and not the one that was promised."""
    own = analysis.own
    before = _PROMISED_BEFORE.search(own, sentence.start, time.start)
    return not (time.past or before or _PROMISED.match(own, time.end))


def _is_the_promised_clock(analysis: Analysis, time: TimeWord) -> bool:
    """17時の納品は: without a day of its own, the hour that was promised."""
    due_at = analysis.context.due_at
    if due_at is None or set(time.kinds) != {Kind.CLOCK}:
        return False
    hours = analysis.context.working_hours or WorkingHours()
    said = analysis.own[time.start : time.limit_end]
    # Reckoned from the promised moment itself, the same hour falls a day later.
    moment = due(said, sent_at=due_at, hours=hours)
    return moment is not None and moment.time() == due_at.astimezone(moment.tzinfo).time()


def _is_no_time(analysis: Analysis, time: TimeWord) -> bool:
    """来週あたり, 20日以降, a bare 来週: nothing that the reader can plan with."""
    own = analysis.own
    bare = _BARE_WEEK.search(own[time.start : time.limit_end].rstrip("にはで"))
    return time.vague or bool(bare or _OPEN_ENDED.match(own, time.end))


def _is_theirs(analysis: Analysis, sentence: Sentence, time: TimeWord) -> bool:
    """本日17時までにお返事ください; 25日に変更をお願いします moves our own time."""
    clause = clause_of(sentence, time)
    if clause is None or not (clause.theirs or clause.past):
        return False
    said = analysis.own[clause.start : clause.end]
    return (
        clause.past
        or re.search(r"変更|延|納|せて|お?時間|猶予|ずら|待|でお願い|渡|にしても[らろ]", said)
        is None
    )


def clause_of(sentence: Sentence, time: TimeWord) -> Clause | None:
    """The clause that holds a time."""
    return next((one for one in sentence.clauses if one.start <= time.start < one.end), None)


def _is_later(analysis: Analysis, time: TimeWord) -> bool:
    context = analysis.context
    if context.due_at is None or context.sent_at is None:
        return True
    hours = context.working_hours or WorkingHours()
    said = analysis.own[time.start : time.limit_end]
    moment = due(said, sent_at=context.sent_at, hours=hours)
    if moment is None:
        return False
    if Kind.CLOCK in time.kinds:
        return moment > context.due_at
    return _day_is_later(moment, context.due_at.astimezone(moment.tzinfo), said)


def _day_is_later(moment: datetime, due_at: datetime, said: str) -> bool:
    """A day says more than the promised moment where it is a later one, or named as a limit."""
    if moment <= due_at:
        return False
    return moment.date() > due_at.date() or re.search(r"中|まで|いっぱい", said) is not None
