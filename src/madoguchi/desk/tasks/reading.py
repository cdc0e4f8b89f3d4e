"""What a message asks for: the guard's reading of it, as the beginnings of a task."""

import re
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.conversations.hours import working_hours
from madoguchi.desk.platform.typed import YEARS
from madoguchi.engines.businesstime import Calendar
from madoguchi.engines.rulebook.analysis import Sentence
from madoguchi.engines.rulebook.reading.asked import Asked, read
from madoguchi.engines.rulebook.reading.task_asked import TaskAsked
from madoguchi.engines.timewords import due

LONGEST_TITLE = 120
READ = 4_000  # characters of a message, as the guard reads of earlier ones
# What makes a deed a request: 集計していただけますか is the task 集計.
_ASKING = re.compile(
    r"(?:(?:を)?(?:し|やっ)て)?(?:おいて)?(?:いただけ(?:ます|ません|ない)でしょうか|いただけ(?:ます|ません)か"
    r"|もらえ(?:ます|ません|ない)?でしょうか|もらえ(?:ます|ません|ない)?か|いただきたい(?:です|のですが|と思います)?"
    r"|ほしい(?:です|のですが)?|欲しい(?:です|のですが)?|ください(?:ますか|ませんか)?|下さい)"
    r"|(?:を|の)?(?:お願い(?:いた|致)?し(?:ます|たいです|たく)|お願いできます(?:でしょう)?か)"
)
_ENDS = "。．.!！?？、 　\n"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was read: the deed as a title, and what of purpose, scope and due time the words tell.

    `is_clear`: somebody could begin without asking back. `is_asked`: a task is asked for at all.
    """

    title: str
    purpose: str = ""
    due_at: datetime | None = None
    is_clear: bool = True
    is_asked: bool = True


def request_in(text: str, *, sent_at: datetime, calendar: Calendar) -> Request:
    """The first task of the message; without one, its first words as a title, and nothing is clear."""
    asked = read(text[:READ])
    task = asked.task
    if task is None:
        return Request(title=_shortened(text), is_clear=False, is_asked=False)
    return Request(
        title=_title(asked, task),
        purpose=_purpose(asked, task),
        due_at=_due(task, sent_at, calendar),
        is_clear=task.clear,
    )


def asks_for_work(text: str) -> bool:
    """Whether the message asks for a task: where this is seen, one is offered."""
    return read(text[:READ]).task is not None


def _title(asked: Asked, task: TaskAsked) -> str:
    sentence = _words(asked, asked.analysis.sentences[task.sentence])
    found = _ASKING.search(sentence)
    deed = sentence[: found.start()] if found else sentence
    return _shortened(deed.replace("、", "") if len(deed) > 4 else sentence)


def _purpose(asked: Asked, task: TaskAsked) -> str:
    """The sentence that says what it is for; else the one that tells more of it."""
    sentences = asked.analysis.sentences
    if task.purpose is not None:
        here = asked.analysis.sentence_at(task.purpose.start)
        own = sentences[task.sentence]
        return "" if here is None or here == own else _words(asked, here)
    following = sentences[task.sentence + 1 : task.sentence + 2]
    return _words(asked, following[0]) if task.detailed and following else ""


def _due(task: TaskAsked, sent_at: datetime, calendar: Calendar) -> datetime | None:
    if task.due is None:
        return None
    at = due(task.due.text, sent_at=sent_at, hours=working_hours(calendar))
    return at if at is not None and at > sent_at and at.year in YEARS else None


def _words(asked: Asked, sentence: Sentence) -> str:
    """The sentence as it was written: the analysed text is masked and narrowed."""
    start, end = asked.analysis.original_span(sentence.start, sentence.end)
    return asked.text[start:end].strip(_ENDS)


def _shortened(text: str) -> str:
    words = " ".join(text.split()).strip(_ENDS)
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"


def is_clear(title: str, purpose: str) -> bool:
    """Whether a request that was written into a form could be begun without asking back."""
    return bool(purpose.strip()) and bool(title.strip())
