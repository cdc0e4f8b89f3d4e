"""Several questions asked in one statement, each read as what it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.postgresql.prepared import Rows

T_co = TypeVar("T_co", covariant=True)


@dataclass(slots=True)
class Question(Generic[T_co]):
    """A statement with %(named)s parameters, and what its rows are read as."""

    sql: str
    given: Mapping[str, Any]
    read: Callable[[Rows], T_co]
    _rows: Rows | None = field(default=None, init=False)

    @property
    def answer(self) -> T_co:
        """What `ask` found. Before, there is none: a RuntimeError."""
        if self._rows is None:
            raise RuntimeError("not asked yet")
        return self.read(self._rows)


def ask(*questions: Question[Any]) -> None:
    """One statement for all of them."""
    answers = prepared.answers_of([(one.sql, one.given) for one in questions])
    for one, rows in zip(questions, answers, strict=True):
        one._rows = rows
