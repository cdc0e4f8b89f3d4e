"""`madoguchi guard`: checks drafts of the labelling guide's records, and scores the rules on labelled ones."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from madoguchi.engines.rulebook import RULES, BadRecord, Draft, Finding, check
from madoguchi.engines.rulebook.scoring import BadLabel, Labelled, Score, labels_of, score


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `guard check FILE` and `guard score FILE` to the command's words."""
    guard = words.add_parser("guard", help="check drafts against the rulebook")
    deeds = guard.add_subparsers(dest="deed", required=True, metavar="DEED")
    for name, run, meaning in (
        ("check", run_check, "one line of findings for each record"),
        ("score", run_score, "precision and recall of each rule on labelled records"),
    ):
        deed = deeds.add_parser(name, help=meaning)
        deed.add_argument(
            "file", metavar="FILE.jsonl", help="records, one a line; - for standard input"
        )
        deed.set_defaults(run=run)


def run_check(arguments: argparse.Namespace) -> int:
    """Print the findings of each record; 1 when a line could not be read."""
    try:
        answers = [_answer(line) for line in _lines(arguments.file)]
    except OSError as error:
        return _refuse(error)
    for answer in answers:
        _print(json.dumps(answer, ensure_ascii=False))
    return int(any("error" in answer for answer in answers))


def run_score(arguments: argparse.Namespace) -> int:
    """Print each rule's figures on labelled records; 1 when a line could not be read."""
    try:
        labelled = [_labelled(line) for line in _lines(arguments.file)]
    except (OSError, json.JSONDecodeError, BadRecord, BadLabel) as error:
        return _refuse(error)
    _print(f"{'rule':<20} labelled  found  precision  recall     F1  clean messages flagged")
    for slug in RULES:
        _print(_row(slug, score(labelled, slug)))
    return 0


def _refuse(error: Exception) -> int:
    print(f"madoguchi guard: {error}", file=sys.stderr)
    return 1


def _answer(line: str) -> dict[str, Any]:
    """One record's findings, or what is wrong with the line."""
    record: object = None
    try:
        record = json.loads(line)
        findings = check(Draft.from_record(record))
    except (json.JSONDecodeError, RecursionError) as error:
        return {"id": None, "error": f"not JSON: {error}"}
    except BadRecord as error:
        return {"id": _id(record), "error": str(error)}
    return {"id": _id(record), "findings": [_shown(finding) for finding in findings]}


def _id(record: object) -> object:
    return record.get("id") if isinstance(record, dict) else None


def _shown(finding: Finding) -> dict[str, Any]:
    shown = asdict(finding) | {"severity": finding.severity.value}
    del shown["number"]
    return shown


def _labelled(line: str) -> Labelled:
    record = json.loads(line)
    draft = Draft.from_record(record)
    return Labelled(draft.text, labels_of(record), check(draft))


def _row(slug: str, figures: Score) -> str:
    return (
        f"{slug:<20} {figures.labelled:>8}  {figures.found:>5}  {figures.precision:>9.3f}"
        f"  {figures.recall:>6.3f}  {figures.f1:>5.3f}  {figures.clean_flagged} of {figures.clean}"
    )


def _lines(name: str) -> Iterator[str]:
    """The non-blank lines of a file or of standard input, read as UTF-8 whatever the locale."""
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    for line in raw.decode("utf-8-sig", errors="replace").split("\n"):
        if line.strip():
            yield line


def _print(line: str) -> None:
    """A line in UTF-8 whatever the locale; a lone surrogate of the input becomes a question mark."""
    sys.stdout.buffer.write(line.encode("utf-8", errors="replace") + b"\n")
    sys.stdout.buffer.flush()
