"""`madoguchi promise extract`: records in, one line of promises each out."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from madoguchi.commands.guard_lines import lines, say
from madoguchi.engines.promises import Promise, extract
from madoguchi.engines.promises.records import SentText
from madoguchi.engines.rulebook import BadRecord


def add(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `extract` to the deeds of `madoguchi promise`."""
    deed = deeds.add_parser(
        "extract",
        help="one line of promises for each record",
        epilog="exit codes: 0 all was read; 1 something could not be read, and its line says why;"
        " 2 wrong usage",
    )
    deed.add_argument(
        "file",
        metavar="FILE.jsonl",
        help='lines of {"id", "context": {"sent_at", "working_hours"}, "text"}; - for standard input',
    )
    deed.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the promises of each record; 1 when one could not be read."""
    code = 0
    try:
        for answer in _answers(arguments.file):
            code = 1 if "error" in answer else code
            say(json.dumps(answer, ensure_ascii=False))
    except OSError as error:
        return refuse(error)
    return code


def refuse(reason: object) -> int:
    """Say on standard error what is wrong; the exit code of it."""
    print(f"madoguchi promise: {reason}", file=sys.stderr)
    return 1


def promises_of(sent: SentText) -> tuple[Promise, ...]:
    """What a text of ours promises."""
    return extract(sent.text, sent_at=sent.sent_at, hours=sent.hours)


def _answers(name: str) -> Iterator[dict[str, Any]]:
    for line in lines(name):
        record: object = None
        try:
            record = json.loads(line)
            sent = SentText.from_record(record)
        except (json.JSONDecodeError, RecursionError) as error:
            yield {"id": None, "error": f"not JSON: {error}"}
        except BadRecord as error:
            yield {"id": _id(record), "error": str(error)}
        else:
            yield {"id": _id(record), "promises": [_shown(sent, one) for one in promises_of(sent)]}


def _id(record: object) -> object:
    return record.get("id") if isinstance(record, dict) else None


def _shown(sent: SentText, promise: Promise) -> dict[str, str]:
    return {
        "span": sent.text[promise.start : promise.end],
        "due": promise.due.isoformat(),
        "what": promise.what,
    }
