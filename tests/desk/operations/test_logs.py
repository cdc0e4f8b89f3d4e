"""The log says what kind of failure it was and where, and nothing of what a customer wrote."""

import json
import logging
import sys

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
