"""`madoguchi guard score`: how often the rules are right on labelled records."""

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import Any

from madoguchi.commands.guard_lines import lines, refuse, say
from madoguchi.engines.rulebook import BadRecord, Draft, check
from madoguchi.engines.rulebook.scoring import (
    BadLabel,
    Labelled,
    Mistake,
    Score,
    counted_rules,
    labels_of,
    mistakes,
    score,
    scores,
)

ALL = "all"
_HEADING = f"{'rule':<24} labelled  found  precision  recall     F1  clean messages flagged"


def add(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `score FILE…` to the deeds of `madoguchi guard`."""
    deed = deeds.add_parser("score", help="precision and recall of each rule on labelled records")
    deed.add_argument(
        "files", nargs="+", metavar="FILE.jsonl", help="labelled records; - for standard input"
    )
    deed.add_argument(
        "--misses", action="store_true", help="each miss and each false finding, one a line"
    )
    deed.add_argument(
        "--json", action="store_true", help="the figures of a file as one JSON object"
    )
    deed.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print each rule's figures file by file; 1 when a line could not be read, and nothing of its file."""
    for name in arguments.files:
        try:
            messages = [_labelled(line) for line in lines(name)]
        except (OSError, json.JSONDecodeError, RecursionError, BadRecord, BadLabel) as error:
            return refuse(f"{name}: {error}")
        for line in _told(name, messages, arguments):
            say(line)
    return 0


def _told(name: str, messages: Sequence[Labelled], asked: argparse.Namespace) -> Iterator[str]:
    rules = counted_rules(messages)
    made = list(mistakes(messages, rules)) if asked.misses else []
    if asked.json:
        misses = {"mistakes": [_as_record(mistake) for mistake in made]} if asked.misses else {}
        yield json.dumps(_as_json(name, messages) | misses, ensure_ascii=False)
        return
    yield f"{name}: {len(messages)} messages, {score(messages).clean} of them clean"
    yield _HEADING
    for rule, figures in scores(messages).items():
        yield _row(rule, figures)
    yield _row(ALL, score(messages, *rules))
    yield from (_mistake_line(mistake) for mistake in made)


def _labelled(line: str) -> Labelled:
    record = json.loads(line)
    draft = Draft.from_record(record)
    return Labelled(draft.text, labels_of(record), check(draft), str(record.get("id", "")))


def _row(rule: str, figures: Score) -> str:
    return (
        f"{rule:<24} {figures.labelled:>8}  {figures.found:>5}  {figures.precision:>9.3f}"
        f"  {figures.recall:>6.3f}  {figures.f1:>5.3f}"
        f"  {figures.clean_flagged} of {figures.clean} ({figures.clean_share:.1%})"
    )


def _mistake_line(mistake: Mistake) -> str:
    record = _as_record(mistake)
    cells = ("kind", "id", "rule", "span", "text")
    return "\t".join(_one_line(str(record[cell] or "(whole)")) for cell in cells)


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "⏎").replace("\t", " ")


def _as_record(mistake: Mistake) -> dict[str, Any]:
    return {
        "kind": mistake.fault.value,
        "id": mistake.message.id,
        "rule": mistake.rule,
        "span": mistake.span,
        "text": mistake.message.text,
    }


def _as_json(name: str, messages: Sequence[Labelled]) -> dict[str, Any]:
    figures = scores(messages)
    return {
        "file": name,
        "messages": len(messages),
        "rules": {rule: _figures(of_rule) for rule, of_rule in figures.items()},
        ALL: _figures(score(messages, *figures)),
    }


def _figures(figures: Score) -> dict[str, float]:
    return {
        "labelled": figures.labelled,
        "found": figures.found,
        "missed": figures.missed,
        "wrong": figures.wrong,
        "precision": round(figures.precision, 4),
        "recall": round(figures.recall, 4),
        "f1": round(figures.f1, 4),
        "clean": figures.clean,
        "clean_flagged": figures.clean_flagged,
        "clean_share": round(figures.clean_share, 4),
    }
