"""The guard on messages of three writers that no rule was written beside and no weight was learned from.

The set stays unread: who has read its misses learns from it, and a new one has to be written
(docs/reference/guard-accuracy.md).
"""

import json
from functools import cache
from pathlib import Path

import pytest

from madoguchi.engines.rulebook import NINETEEN, Draft, check
from madoguchi.engines.rulebook.scoring import Labelled, labels_of, score

DATA = Path(__file__).parents[2] / "data" / "guard"
UNSEEN = DATA / "unseen.jsonl"
LEARNED = DATA / "learned.jsonl"


@cache
def labelled() -> tuple[Labelled, ...]:
    records = [json.loads(line) for line in UNSEEN.read_text(encoding="utf-8").splitlines()]
    drafts = [Draft.from_record(record) for record in records]
    return tuple(
        Labelled(draft.text, labels_of(record), check(draft))
        for draft, record in zip(drafts, records, strict=True)
    )


def texts(path: Path) -> set[str]:
    """All that are more than a nod: 👍 comes in every set."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {text for line in lines if len(text := json.loads(line)["text"]) > 24}


def test_about_nine_of_ten_findings_are_right_and_nine_of_ten_faults_found() -> None:
    figures = [score(labelled(), rule) for rule in NINETEEN]

    assert sum(one.wrong for one in figures) <= 0.11 * sum(one.found for one in figures)
    assert sum(one.missed for one in figures) <= 0.11 * sum(one.labelled for one in figures)


@pytest.mark.parametrize("rule", NINETEEN)
def test_no_rule_is_weak(rule: str) -> None:
    assert score(labelled(), rule).f1 >= 0.75


def test_hardly_any_clean_message_is_flagged() -> None:
    clean = [message for message in labelled() if not message.labels]
    flagged = [one for one in clean if any(found.rule in NINETEEN for found in one.findings)]

    assert len(clean) > 400
    assert len(flagged) <= 0.03 * len(clean)


def test_nothing_of_it_was_learned_from() -> None:
    assert texts(UNSEEN) & texts(LEARNED) == set()
