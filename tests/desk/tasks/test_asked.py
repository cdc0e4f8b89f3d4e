"""What the address of a page of tasks asks for, and the address of the next one."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from madoguchi.desk.tasks.asked import After, TasksAsked


def asked(query: str) -> TasksAsked:
    return TasksAsked.of(QueryDict(query))


def test_nothing_asked_is_everything_that_is_open() -> None:
    assert asked("") == TasksAsked()
    assert asked("").query() == ""


def test_what_cannot_be_meant_is_left_out() -> None:
    assert asked("who=x&client=y&state=z&by=w&after=v") == TasksAsked()
    assert asked("after=nonsense_7") == TasksAsked()
    assert asked("after=1e400_7") == TasksAsked()


@pytest.mark.parametrize(
    "query", ["?who=mine", "?who=12&client=3&state=done&by=week", "?who=watched"]
)
def test_an_address_is_read_back_as_it_was_said(query: str) -> None:
    assert asked(query[1:]).query() == query


def test_the_next_page_begins_after_the_last_row() -> None:
    at = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)

    assert asked(TasksAsked().next_page(at, 7)[1:]).after == After(at, 7)
    assert asked(TasksAsked(whose="mine").next_page(None, 7)[1:]).after == After(None, 7)
    assert asked("after=-_7").query(state="done") == "?state=done"
