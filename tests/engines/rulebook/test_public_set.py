"""The floor that the rules hold on the labelled sets: the public one, and our own.

All are in view while rules are written, so that a score on them proves little; the figures, and those of
sets that were not, stand in docs/reference/guard-accuracy.md.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from madoguchi.engines.rulebook import NINETEEN, RULES, Draft, Finding, check
from madoguchi.engines.rulebook.scoring import Labelled, labels_of, score

DATA = Path(__file__).parents[2] / "data"
SETS = {
    "public": DATA / "rulebook" / "public.jsonl",
    "own": DATA / "guard" / "own.jsonl",
    "further": DATA / "guard" / "further.jsonl",
}
FLOORS = {"public": 0.9, "own": 0.9, "further": 0.7}


@cache
def labelled(name: str) -> tuple[Labelled, ...]:
    records = [json.loads(line) for line in SETS[name].read_text(encoding="utf-8").splitlines()]
    drafts = [Draft.from_record(record) for record in records]
    return tuple(
        Labelled(draft.text, labels_of(record), check(draft))
        for draft, record in zip(drafts, records, strict=True)
    )


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("rule", NINETEEN)
def test_a_rule_is_right_and_misses_little(rule: str, name: str) -> None:
    figures = score(labelled(name), rule)

    assert figures.labelled >= 7
    assert figures.precision >= FLOORS[name]
    assert figures.recall >= FLOORS[name]


@pytest.mark.parametrize("name", SETS)
def test_hardly_any_clean_message_is_flagged(name: str) -> None:
    clean = [message for message in labelled(name) if not message.labels]
    flagged = [message.text for message in clean if message.findings]

    assert len(flagged) <= len(clean) * 0.01


@pytest.mark.parametrize("name", SETS)
def test_the_checks_beside_the_nineteen_are_silent_where_nothing_is_known_against_a_message(
    name: str,
) -> None:
    assert [one for message in labelled(name) for one in _beside(message.findings)] == []


def _beside(findings: tuple[Finding, ...]) -> list[tuple[str, str | None]]:
    return [(one.rule, one.span) for one in findings if RULES[one.rule].number.startswith("S")]
