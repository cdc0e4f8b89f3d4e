"""`madoguchi due`: when business time runs out."""

import argparse
import json
import sys
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from madoguchi.engines import businesstime
from madoguchi.engines.businesstime import Calendar


class CannotTell(ValueError):
    """A question for a due time that cannot be read; the text says why."""


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word `due` with its options."""
    parser = words.add_parser(
        "due",
        help="when business time runs out",
        description="Print when N minutes of a calendar's open time have passed since a moment.",
    )
    parser.add_argument("--calendar", type=Path, metavar="FILE.json", help="the opening hours")
    parser.add_argument(
        "--from",
        dest="start",
        metavar="ISO",
        help="such as 2026-11-20T18:12:00+09:00; without an offset in the calendar's zone",
    )
    parser.add_argument("--minutes", metavar="N", help="open minutes to pass, fractions allowed")
    parser.add_argument(
        "--batch",
        type=Path,
        metavar="FILE.jsonl",
        help='lines of {"calendar", "from", "minutes"}, the calendar itself or the name of its file; '
        "--calendar serves lines without one",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the due time, or one line of {"due"} or {"error"} for each line of the batch.

    Returns 0 when all could be told, 1 when something could not, 2 when options are missing.
    """
    asked = (arguments.start, arguments.minutes)
    complete = asked == (None, None) if arguments.batch else None not in asked
    if not complete or not (arguments.batch or arguments.calendar):
        return _refuse("give --calendar, --from and --minutes, or --batch", code=2)
    try:
        calendar = _read_calendar(arguments.calendar)
        if arguments.batch:
            return _print_batch(arguments.batch, calendar)
        question = {"from": arguments.start, "minutes": _number(arguments.minutes)}
        print(_due(question, calendar))
    except (OSError, ValueError, RecursionError) as refusal:
        return _refuse(str(refusal), code=1)
    return 0


def _refuse(sentence: str, *, code: int) -> int:
    print(f"madoguchi due: {sentence}", file=sys.stderr)
    return code


def _read_calendar(path: Path | None) -> Calendar | None:
    if path is None:
        return None
    return businesstime.parse_calendar(json.loads(path.read_bytes()))


def _print_batch(path: Path, calendar: Calendar | None) -> int:
    code = 0
    with path.open("rb") as lines:
        for line in lines:
            if not line.strip():
                continue
            try:
                answer = {"due": _due(json.loads(line), calendar)}
            except (OSError, ValueError, RecursionError) as refusal:
                answer, code = {"error": str(refusal)}, 1
            print(json.dumps(answer))
    return code


def _due(question: object, fallback: Calendar | None) -> str:
    if not isinstance(question, dict):
        raise CannotTell('a line is an object with "calendar", "from" and "minutes"')
    calendar = _calendar(question.get("calendar"), fallback)
    minutes = question.get("minutes")
    if not isinstance(minutes, int | float) or isinstance(minutes, bool):
        raise CannotTell(f"minutes must be a number, not {minutes!r}")
    start = _start(question.get("from"), calendar)
    return businesstime.add(start, minutes * 60, calendar).isoformat()


def _calendar(data: object, fallback: Calendar | None) -> Calendar:
    if isinstance(data, str):
        return _from_file(Path(data))
    if data is not None:
        return _parsed(json.dumps(data, sort_keys=True))
    if fallback is None:
        raise CannotTell("a calendar is missing: give one on the line, or --calendar")
    return fallback


@lru_cache(maxsize=1024)
def _from_file(path: Path) -> Calendar:
    return _parsed(json.dumps(json.loads(path.read_bytes()), sort_keys=True))


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Calendar:
    return businesstime.parse_calendar(json.loads(text))


def _start(text: object, calendar: Calendar) -> datetime:
    try:
        start = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        start = None
    if start is None:
        raise CannotTell(f"from must be a moment such as 2026-11-20T18:12:00+09:00, not {text!r}")
    return start if start.tzinfo else start.replace(tzinfo=calendar.zone)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise CannotTell(f"minutes must be a number, not {text!r}") from None
