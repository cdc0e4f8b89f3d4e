"""Every rewrite that the guard offers on labelled messages can be sent as it stands, or says where it cannot."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from madoguchi.engines.rulebook import RULES, Draft, Finding, check
from madoguchi.engines.rulebook.analysis import Analysis

DATA = Path(__file__).parents[2] / "data"
SETS = (DATA / "rulebook" / "public.jsonl", DATA / "guard" / "own.jsonl")
POLITE = re.compile(
    r"です|ます|ません|まし[たょて]|でし[たょ]|ください|下さい|ませ|お願い|ございま"
)
GAP = re.compile(r"〔[^〔〕]*〕")


@dataclass(frozen=True)
class Mended:
    """A finding with a rewrite, and the draft with it put in the span's place."""

    draft: Draft
    finding: Finding
    rewrite: str
    found_before: tuple[Finding, ...]

    @property
    def start(self) -> int:
        assert self.finding.start is not None
        return self.finding.start

    @property
    def old_end(self) -> int:
        assert self.finding.end is not None
        return self.finding.end

    @property
    def end(self) -> int:
        return self.start + len(self.rewrite)

    @property
    def after(self) -> Draft:
        text = self.draft.text
        return replace(self.draft, text=text[: self.start] + self.rewrite + text[self.old_end :])

    def __str__(self) -> str:
        return f"{self.finding.rule}: {self.finding.span} → {self.rewrite} | {self.after.text}"

    def new_findings(self) -> list[Finding]:
        """What is found now and was not before, gaps apart."""
        return [
            found
            for found in check(self.after)
            if found.rule != "open-gap"
            and not any(self._same(old, found) for old in self.found_before)
        ]

    def _same(self, old: Finding, new: Finding) -> bool:
        """Whether a finding was there before, the mended one apart; what stood in its span may have moved."""
        if old.rule != new.rule or old == self.finding:
            return False
        if old.start is None or old.end is None or new.start is None or new.end is None:
            return True
        if old.start < self.old_end and self.start < old.end:
            return new.start < self.end and self.start < new.end
        moved = self.end - self.old_end if old.start >= self.old_end else 0
        return new.start < old.end + moved and old.start + moved < new.end


@cache
def mended() -> tuple[Mended, ...]:
    return tuple(_mended())


def _mended() -> Iterator[Mended]:
    for path in SETS:
        for line in path.read_text(encoding="utf-8").splitlines():
            draft = Draft.from_record(json.loads(line))
            found = check(draft)
            for finding in found:
                if finding.rewrite is not None and finding.start is not None:
                    yield Mended(draft, finding, finding.rewrite, found)


def of_rule(rule: str) -> list[Mended]:
    return [one for one in mended() if one.finding.rule == rule]


def sentence(draft: Draft, offset: int) -> str:
    """The sentence around an offset of the draft's text."""
    found = Analysis.of(draft)
    here = [one for one in found.sentences if found.original_span(one.start, one.end)[1] > offset]
    return here[0].text if here else ""


@pytest.mark.parametrize("rule", RULES)
def test_a_rewrite_in_its_place_passes_the_guard(rule: str) -> None:
    assert [(str(one), found) for one in of_rule(rule) for found in one.new_findings()] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rewrite_keeps_the_message_polite(rule: str) -> None:
    rude = [
        str(one)
        for one in of_rule(rule)
        if POLITE.search(sentence(one.draft, one.start))
        and not POLITE.search(sentence(one.after, one.start))
    ]

    assert rude == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rewrite_with_a_gap_is_not_sent_before_it_is_filled(rule: str) -> None:
    open_ones = [one for one in of_rule(rule) if GAP.search(one.rewrite)]

    assert [
        str(one)
        for one in open_ones
        if "open-gap" not in {found.rule for found in check(one.after)}
    ] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_on_the_whole_message_offers_nothing_to_put_in_place(rule: str) -> None:
    offered = [
        found
        for example in RULES[rule].bad
        for found in check(Draft(example.text, example.context, example.audience_kind))
        if found.span is None and found.rewrite is not None
    ]

    assert offered == []
