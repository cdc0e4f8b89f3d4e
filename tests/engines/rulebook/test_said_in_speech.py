"""Chats, dialects and by-the-way words: each rule speaks about the faults and not about their look-alikes."""

import pytest

from madoguchi.engines.rulebook import RULES, Context, Draft, PreviousMessage
from madoguchi.engines.rulebook.analysis import Analysis
from tests.engines.rulebook.phrasings import questions_in_speech as questions
from tests.engines.rulebook.phrasings import tasks_in_speech as tasks

Row = tuple[int, str, str]


def told(rule: str, rows: tuple[Row, ...]) -> list[tuple[str, Row]]:
    return [(rule, row) for row in rows]


def speaks(rule: str, row: Row) -> bool:
    members, before, text = row
    previous = (PreviousMessage("them", before),) if before else ()
    draft = Draft(text, Context(members=members, previous=previous))
    return any(True for _ in RULES[rule].find(Analysis.of(draft)))


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        *told("deadline-on-acceptance", tasks.DEADLINE_ON_ACCEPTANCE_FAULTS),
        *told("clarify-purpose", tasks.CLARIFY_PURPOSE_FAULTS),
        *told("clear-request", tasks.CLEAR_REQUEST_FAULTS),
        *told("closed-question", questions.CLOSED_QUESTION_FAULTS),
        *told("easy-confirmation", questions.EASY_CONFIRMATION_FAULTS),
        *told("conclusion-first", questions.CONCLUSION_FIRST_FAULTS),
    ],
)
def test_a_fault_in_everyday_words_is_pointed_out(rule: str, row: Row) -> None:
    assert speaks(rule, row)


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        *told("deadline-on-acceptance", tasks.DEADLINE_ON_ACCEPTANCE_SOUND),
        *told("clarify-purpose", tasks.CLARIFY_PURPOSE_SOUND),
        *told("clear-request", tasks.CLEAR_REQUEST_SOUND),
        *told("closed-question", questions.CLOSED_QUESTION_SOUND),
        *told("easy-confirmation", questions.EASY_CONFIRMATION_SOUND),
        *told("conclusion-first", questions.CONCLUSION_FIRST_SOUND),
    ],
)
def test_a_sound_message_that_looks_alike_passes(rule: str, row: Row) -> None:
    assert not speaks(rule, row)
