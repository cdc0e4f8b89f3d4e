"""The eight checks beside the nineteen rules say nothing about a sound message of the labelled sets."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from madoguchi.engines.rulebook import RULES, Draft, OtherClient
from madoguchi.engines.rulebook.analysis import Analysis

DATA = Path(__file__).parents[2] / "data"
SETS = (DATA / "rulebook" / "public.jsonl", DATA / "guard" / "own.jsonl")
CHECKS = [slug for slug, rule in RULES.items() if rule.number.startswith("S")]
OTHERS = (OtherClient("株式会社ひばり通信", ("ヒバリ", "hibari.example")),)


@cache
def clean() -> tuple[Draft, ...]:
    """Messages without a label, with all that was said before as their record."""
    records = [
        json.loads(line) for path in SETS for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return tuple(_recorded(Draft.from_record(one)) for one in records if not one["findings"])


def _recorded(draft: Draft) -> Draft:
    said = "\n".join(message.text for message in draft.context.previous)
    context = replace(
        draft.context,
        record=said or None,
        others=OTHERS,
        attachments=draft.context.attachments or (),
    )
    return replace(draft, context=context)


@pytest.mark.parametrize("slug", CHECKS)
def test_a_check_is_silent_on_sound_messages(slug: str) -> None:
    loud = [draft.text for draft in clean() if list(RULES[slug].find(Analysis.of(draft)))]

    assert loud == []
