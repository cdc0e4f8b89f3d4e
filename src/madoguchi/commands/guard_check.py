"""`madoguchi guard check`: records or plain text in, one line of findings each out."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from madoguchi.commands.guard_lines import lines, refuse, say, text_of
from madoguchi.engines.rulebook import BadRecord, Draft, Finding, Severity, check

FOUND = 3
_CODES = (
    "exit codes: 0 all was read; 1 something could not be read, and its line says why;"
    " 2 wrong usage; 3 all was read, and --fail-on found its level or a heavier one"
)


def add(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check` to the deeds of `madoguchi guard`."""
    deed = deeds.add_parser("check", help="one line of findings for each record", epilog=_CODES)
    add_input(deed)
    deed.add_argument(
        "--fail-on",
        type=Severity,
        choices=list(Severity),
        metavar="LEVEL",
        help="exit with 3 at a finding of this level or a heavier one: hint, warn, stop, block",
    )
    deed.set_defaults(run=run)


def add_input(deed: argparse.ArgumentParser) -> None:
    """What is to be read: records of a file, or one text with its audience and context."""
    deed.set_defaults(wrong_usage=deed.error)
    source = deed.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "file", nargs="?", metavar="FILE.jsonl", help="records, one a line; - for standard input"
    )
    source.add_argument("--text", help="one message as it is; - for standard input")
    deed.add_argument(
        "--customer", action="store_true", help="--text goes to an end customer, not to a client"
    )
    deed.add_argument(
        "--context", metavar="FILE.json", help="the context of --text, as in a record"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the findings of each record; 1 when one could not be read, 3 at a finding to fail on."""
    answers = []
    try:
        for record in records(arguments):
            answers.append(_answer(record))
            say(json.dumps(answers[-1], ensure_ascii=False))
    except (OSError, BadRecord) as error:
        return refuse(error)
    return _code(answers, arguments.fail_on)


def records(arguments: argparse.Namespace) -> Iterator[object]:
    """The records that were given, each a value of JSON or a BadRecord that says what is wrong with its line.

    Raises OSError for a file, and BadRecord for a --context that is none.
    """
    if arguments.text is None:
        if arguments.customer or arguments.context:
            arguments.wrong_usage("--customer and --context belong to --text")
        yield from (_parsed(line) for line in lines(arguments.file))
        return
    context = _parsed(text_of(arguments.context)) if arguments.context else {}
    if isinstance(context, BadRecord):
        raise context
    yield {
        "text": text_of("-") if arguments.text == "-" else arguments.text,
        "audience_kind": "customer" if arguments.customer else "client",
        "context": context,
    }


def draft_of(record: object) -> Draft:
    """The draft of what `records` yielded; raises BadRecord."""
    if isinstance(record, BadRecord):
        raise record
    return Draft.from_record(record)


def id_of(record: object) -> object:
    """What the record is called by whoever gave it."""
    return record.get("id") if isinstance(record, dict) else None


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return BadRecord(f"not JSON: {error}")


def _answer(record: object) -> dict[str, Any]:
    try:
        findings = check(draft_of(record))
    except BadRecord as error:
        return {"id": id_of(record), "error": str(error)}
    return {"id": id_of(record), "findings": [_shown(finding) for finding in findings]}


def _shown(finding: Finding) -> dict[str, Any]:
    shown = asdict(finding) | {"severity": finding.severity.value}
    del shown["number"]
    return shown


def _code(answers: list[dict[str, Any]], fail_on: Severity | None) -> int:
    if any("error" in answer for answer in answers):
        return 1
    levels = [Severity(one["severity"]) for answer in answers for one in answer["findings"]]
    return FOUND if fail_on and any(level >= fail_on for level in levels) else 0
