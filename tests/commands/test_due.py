"""`madoguchi due`, as a person at a terminal has it."""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from madoguchi.commands import due

OFFICE: dict[str, Any] = {
    "tz": "Asia/Tokyo",
    "weekly": {day: [["10:00", "19:00"]] for day in "12345"},
    "holidays": "JP",
}
NEW_YORK = {**OFFICE, "tz": "America/New_York", "holidays": None}
FRIDAY = "2026-11-20T18:12:00+09:00"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.json"
    path.write_text(json.dumps(OFFICE), encoding="utf-8")
    return path


def run(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    due.add(parser.add_subparsers())
    arguments = parser.parse_args(["due", *map(str, words)])
    code: int = arguments.run(arguments)
    return code


def batch(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "batch.jsonl"
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("start", "minutes", "printed"),
    [
        (FRIDAY, "60", "2026-11-24T10:12:00+09:00"),
        ("2026-11-20T09:12:00Z", "60", "2026-11-24T10:12:00+09:00"),
        ("2026-11-20T18:12:00", "60", "2026-11-24T10:12:00+09:00"),
        ("2026-11-20 18:12:30", "0.5", "2026-11-20T18:13:00+09:00"),
        ("2026-11-20T18:12:00.25", "1", "2026-11-20T18:13:00.250000+09:00"),
        ("2026-11-20T18:00:00", "60", "2026-11-20T19:00:00+09:00"),
    ],
)
def test_the_due_time_is_printed_with_the_offset_of_the_calendar(
    office: Path, capsys: pytest.CaptureFixture[str], start: str, minutes: str, printed: str
) -> None:
    assert run("--calendar", office, "--from", start, "--minutes", minutes) == 0
    assert capsys.readouterr().out == f"{printed}\n"


@pytest.mark.parametrize(
    ("start", "minutes", "sentence"),
    [
        ("yesterday", "60", "from must be a moment such as"),
        (FRIDAY, "an hour", "minutes must be a number, not 'an hour'"),
        (FRIDAY, "nan", "nan is no number of seconds"),
        (FRIDAY, "-5", "business time cannot be negative"),
        (FRIDAY, "1e12", "not enough open time in the twenty years after"),
    ],
)
def test_what_cannot_be_told_is_said_in_a_sentence(
    office: Path, capsys: pytest.CaptureFixture[str], start: str, minutes: str, sentence: str
) -> None:
    assert run("--calendar", office, "--from", start, "--minutes", minutes) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("madoguchi due: ")
    assert sentence in printed.err


@pytest.mark.parametrize("content", ["{", "[]", '{"tz": "Mars", "weekly": {}}', "[" * 100_000])
def test_a_calendar_file_that_cannot_be_read_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="utf-8")
    assert run("--calendar", path, "--from", FRIDAY, "--minutes", "60") == 1
    assert capsys.readouterr().err.startswith("madoguchi due: ")


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--batch", tmp_path / "nowhere.jsonl") == 1
    assert "nowhere.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--calendar", "office.json"],
        ["--from", FRIDAY, "--minutes", "60"],
        ["--calendar", "office.json", "--from", FRIDAY],
        ["--batch", "lines.jsonl", "--minutes", "60"],
    ],
)
def test_missing_options_are_wrong_usage(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(*words) == 2
    assert "give --calendar, --from and --minutes, or --batch" in capsys.readouterr().err


def test_a_batch_answers_each_line_by_its_own_calendar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = batch(
        tmp_path,
        {"calendar": OFFICE, "from": FRIDAY, "minutes": 60},
        {"calendar": NEW_YORK, "from": "2026-11-20T18:12:00", "minutes": 60.5},
        "",
        {"calendar": OFFICE, "from": FRIDAY, "minutes": 48},
    )
    assert run("--batch", lines) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"due": "2026-11-24T10:12:00+09:00"},
        {"due": "2026-11-23T10:12:30-05:00"},
        {"due": "2026-11-20T19:00:00+09:00"},
    ]


def test_the_calendar_option_serves_the_lines_without_one(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = batch(
        tmp_path,
        {"from": FRIDAY, "minutes": 60},
        {"calendar": NEW_YORK, "from": FRIDAY, "minutes": 60},
    )
    assert run("--batch", lines, "--calendar", office) == 0
    assert [json.loads(line)["due"] for line in capsys.readouterr().out.splitlines()] == [
        "2026-11-24T10:12:00+09:00",
        "2026-11-20T11:00:00-05:00",
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "Expecting property name"),
        ("[" * 100_000, "recursion"),
        ([], 'a line is an object with "calendar", "from" and "minutes"'),
        ({"from": FRIDAY, "minutes": 60}, "a calendar is missing"),
        ({"calendar": {"tz": "Mars"}, "from": FRIDAY, "minutes": 60}, "not a known time zone"),
        ({"calendar": OFFICE, "from": 5, "minutes": 60}, "from must be a moment"),
        ({"calendar": OFFICE, "from": "2026-13-01", "minutes": 60}, "from must be a moment"),
        ({"calendar": OFFICE, "from": FRIDAY}, "minutes must be a number, not None"),
        ({"calendar": OFFICE, "from": FRIDAY, "minutes": True}, "minutes must be a number"),
        ({"calendar": OFFICE, "from": FRIDAY, "minutes": "60"}, "minutes must be a number"),
    ],
)
def test_a_bad_line_says_why_and_the_others_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: object, sentence: str
) -> None:
    good = {"calendar": OFFICE, "from": FRIDAY, "minutes": 60}
    assert run("--batch", batch(tmp_path, good, line, good)) == 1
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == third == {"due": "2026-11-24T10:12:00+09:00"}
    assert sentence in second["error"]


def test_a_line_that_is_no_text_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_bytes(b'{"from": "\xff\xfe"}\n')
    assert run("--batch", path) == 1
    assert "decode" in json.loads(capsys.readouterr().out)["error"]


def test_the_command_needs_no_django() -> None:
    program = "import sys, madoguchi.commands.due; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_line_may_name_the_file_of_its_calendar(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = {"calendar": str(office), "from": FRIDAY, "minutes": 60}
    absent = {**named, "calendar": str(tmp_path / "absent.json")}

    assert run("--batch", batch(tmp_path, named, absent)) == 1

    due_line, absent_line = capsys.readouterr().out.splitlines()
    assert json.loads(due_line) == {"due": "2026-11-24T10:12:00+09:00"}
    assert "absent.json" in json.loads(absent_line)["error"]
