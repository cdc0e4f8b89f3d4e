"""`madoguchi promise score`: how often promises are read right on labelled records."""

import argparse
import json
from collections.abc import Sequence

from madoguchi.commands.guard_lines import lines, say
from madoguchi.commands.promise_extract import promises_of, refuse
from madoguchi.engines.promises.records import SentText
from madoguchi.engines.promises.scoring import (
    BadLabel,
    Labelled,
    Mistake,
    labels_of,
    mistakes,
    score,
)
from madoguchi.engines.rulebook import BadRecord


def add(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `score FILE…` to the deeds of `madoguchi promise`."""
    deed = deeds.add_parser("score", help="how often labelled messages are read right")
    deed.add_argument(
        "files", nargs="+", metavar="FILE.jsonl", help="labelled records; - for standard input"
    )
    deed.add_argument(
        "--misses", action="store_true", help="each mistake, one a line with its message"
    )
    deed.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the figures file by file; 1 when a line could not be read, and nothing of its file."""
    for name in arguments.files:
        try:
            messages = [_labelled(line) for line in lines(name)]
        except (OSError, json.JSONDecodeError, RecursionError, BadRecord, BadLabel) as error:
            return refuse(f"{name}: {error}")
        say(_figures(name, messages))
        if arguments.misses:
            for message in messages:
                for mistake in mistakes(message):
                    say(_line(mistake))
    return 0


def _labelled(line: str) -> Labelled:
    record = json.loads(line)
    sent = SentText.from_record(record)
    return Labelled(str(record.get("id", "")), sent.text, labels_of(record), promises_of(sent))


def _figures(name: str, messages: Sequence[Labelled]) -> str:
    figures = score(messages)
    return (
        f"{name}: {figures.exact} of {figures.messages} messages exact ({figures.share:.3f});"
        f" {figures.labelled} promises labelled, {figures.found} found,"
        f" precision {figures.precision:.3f}, recall {figures.recall:.3f}"
    )


def _line(mistake: Mistake) -> str:
    """The kind, the id, the due time that was labelled or found, the words, what was found, the message."""
    found = "; ".join(
        f"{mistake.message.text[one.start : one.end]} ({one.due.isoformat()})"
        for one in mistake.message.found
    )
    cells = (
        mistake.fault.value,
        mistake.message.id,
        mistake.due.isoformat(),
        mistake.span,
        found,
        mistake.message.text,
    )
    return "\t".join(_one_line(cell) for cell in cells)


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "⏎").replace("\t", " ")
