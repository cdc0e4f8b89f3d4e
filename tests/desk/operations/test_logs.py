"""The log says what kind of failure it was and where, and nothing of what a customer wrote."""

import json
import logging
import sys
from typing import Any

import pytest
from django.test import Client as Browser

from madoguchi.desk.platform import logs


def failed() -> logging.LogRecord:
    try:
        try:
            raise KeyError("田島 由美 <tajima@customer.example>")
        except KeyError as error:
            raise ValueError("本文：写真を送ります") from error
    except ValueError:
        return logging.LogRecord("desk", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())


def test_a_line_names_the_failure_and_its_cause_without_their_words() -> None:
    line = logs.Line("%(message)s").format(failed())

    assert "builtins.ValueError" in line
    assert "builtins.KeyError" in line
    assert "test_logs.py" in line
    assert "写真" not in line
    assert "tajima" not in line


def test_an_object_of_the_log_is_one_line_of_json_with_level_and_logger() -> None:
    line = logs.Json("%(message)s").format(failed())
    told = json.loads(line)

    assert "\n" not in line
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "desk", "failed")
    assert "写真" not in line


def told_while_answering(path: str, **headers: str) -> tuple[str, list[dict[str, Any]]]:
    """The number that the answer carries, and the lines of the log, as objects."""
    lines: list[dict[str, Any]] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(json.loads(logs.Json("%(message)s").format(record)))

    log, kept = logging.getLogger("madoguchi.request"), Kept()
    before = log.level
    log.addHandler(kept)
    log.setLevel(logging.INFO)
    try:
        answer = Browser().get(path, headers=headers)
    finally:
        log.removeHandler(kept)
        log.setLevel(before)
    return answer.headers["X-Request-ID"], lines


@pytest.mark.django_db
def test_a_request_has_a_number_in_its_answer_and_in_its_lines_and_no_word_of_its_address() -> None:
    number, [line] = told_while_answering("/sign-in/?email=tajima@customer.example")

    assert line["request_id"] == number
    assert (line["address"], line["status"]) == ("sign-in", 200)
    assert "tajima" not in json.dumps(line)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "is_taken"), [("proxy-4711-ab", True), ("x", False), ("田島 由美 様です", False)]
)
def test_the_number_of_a_proxy_is_kept_unless_it_is_none(given: str, is_taken: bool) -> None:
    number, [line] = told_while_answering("/sign-in/", X_Request_ID=given)

    assert (number == given) is is_taken
    assert line["request_id"] == number
