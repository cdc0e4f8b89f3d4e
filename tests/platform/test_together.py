"""Several questions in one statement."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.desk.platform.postgresql.prepared import Rows
from madoguchi.desk.platform.postgresql.together import Question, ask

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 5, 0, 0, 123456, tzinfo=UTC)


def as_they_are(rows: Rows) -> list[list[Any]]:
    return [list(row) for row in rows]


def test_each_question_has_its_own_rows_in_their_order_from_one_statement() -> None:
    numbers = Question(
        "select n, n from generate_series(1, %(last)s::int) n order by n desc",
        {"last": 3},
        as_they_are,
    )
    nothing = Question("select 1 where false", {}, as_they_are)
    values = Question(
        "select %(last)s::int, 1.50::numeric, true, null, 'a\"b', %(now)s::timestamptz",
        {"last": 3, "now": NOW},
        as_they_are,
    )

    with CaptureQueriesContext(connection) as asked:
        ask(numbers, nothing, values)

    assert len([one for one in asked if one["sql"].startswith("execute")]) == 1
    assert numbers.answer == [[3, 3], [2, 2], [1, 1]]
    assert nothing.answer == []
    [[last, fraction, is_true, none, text, at]] = values.answer
    assert (last, fraction, is_true, none, text) == (3, Decimal("1.50"), True, None, 'a"b')
    assert at == NOW


def test_what_was_not_asked_has_no_answer() -> None:
    with pytest.raises(RuntimeError, match="not asked"):
        _ = Question("select 1", {}, as_they_are).answer
