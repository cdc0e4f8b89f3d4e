"""Lines of the log without personal data: a failure says what kind it was and where, not with which words."""

import logging
import traceback
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# Of the request that is being answered: in each line that is written meanwhile, and in the answer.
request_id: ContextVar[str] = ContextVar("request_id", default="")

# An exception's own words may hold a customer's: the value that broke a constraint, a piece of mail.


class Line(logging.Formatter):
    """For people."""

    def formatException(self, ei: Failure) -> str:  # noqa: N802 (logging's name)
        return told(ei)


class Json(JsonFormatter):
    """For a collector: one object a line."""

    def formatException(self, ei: Failure) -> str:  # noqa: N802 (logging's name)
        return told(ei)

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        if number := request_id.get():
            log_data["request_id"] = number
        log_data.pop("request", None)  # Django hangs the whole request on its lines


def told(failure: Failure) -> str:
    """The kinds of the failure and its causes, each with its places in the code."""
    parts = []
    error = failure[1]
    while error is not None:
        parts.append(_one(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(reversed(parts))


def _one(error: BaseException) -> str:
    places = [
        f"  {frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    kind = type(error)
    return "\n".join((*places, f"{kind.__module__}.{kind.__qualname__}"))
