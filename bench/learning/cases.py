"""Labelled messages as they are learned from: the evidence of each, and what a person found."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from madoguchi.desk.rulebook.chapters import first_book
from madoguchi.desk.rulebook.scenes import draft_of
from madoguchi.engines.rulebook import Draft
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.registry import RULES
from madoguchi.engines.rulebook.scoring import labels_of
from madoguchi.engines.rulebook.weighing.evidence import (
    Evidence,
    message_evidence,
    sentence_evidence,
)

# Short texts that try one rule are no messages that somebody would send.
PHRASINGS_COUNT = 0.1


@dataclass(frozen=True)
class Case:
    """One message. `labelled` are the slugs a person found in it, `within` those of each sentence.

    `read` are the slugs that the rules' own reading finds; `writer` is whose messages it belongs to.
    """

    name: str
    writer: str
    message: Evidence
    sentences: tuple[Evidence, ...]
    labelled: frozenset[str]
    within: tuple[frozenset[str], ...]
    # The slugs whose label stands on some words rather than on the whole message.
    pointed: frozenset[str]
    read: frozenset[str]
    # The slugs that it was labelled for: an example of a rule says nothing of the others.
    known: frozenset[str]
    # How much it counts in learning.
    counts: float = 1.0
    # Said with the usual words; most writers were asked to do without them.
    plain: bool = False


def cases(file: Path, slugs: tuple[str, ...]) -> Iterator[Case]:
    """The messages of a labelled file, as far as these rules are concerned."""
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        draft = Draft.from_record(record)
        labels = [label for label in labels_of(record) if label.rule in slugs]
        spans = [(label.rule, *_span(draft.text, label.span)) for label in labels]
        writer = f"{file.stem}:{record['id'].split('-')[0]}"
        case = _case(draft, spans, frozenset(slugs), name=record["id"], writer=writer)
        yield replace(case, plain="plain" in record)


def phrasings(file: Path, slugs: tuple[str, ...]) -> Iterator[Case]:
    """Texts of the rules' tests, each known to break some rules or not, and unknown for the others."""
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        broken = {slug: broken for slug, broken in record["rules"].items() if slug in slugs}
        yield replace(
            _told(Draft.from_record(record), broken, name=record["id"]), counts=PHRASINGS_COUNT
        )


def examples(slugs: tuple[str, ...]) -> Iterator[Case]:
    """The examples of the rules and of the first book: what they say, they must go on saying."""
    for slug in slugs:
        rule = RULES[slug]
        held = [*((one, True) for one in rule.bad), *((one, False) for one in rule.good)]
        for number, (example, bad) in enumerate(held):
            draft = Draft(example.text, example.context, example.audience_kind)
            yield _told(draft, {slug: bad}, name=f"{slug}-{number}")
    for told in first_book().rules:
        for bad, shown in ((True, told.bad), (False, told.good)):
            for number, one in enumerate(shown if told.check in slugs else ()):
                yield _told(draft_of(one), {told.check: bad}, name=f"{told.number}-{bad}-{number}")


def mended(file: Path, slugs: tuple[str, ...]) -> Iterator[Case]:
    """Labelled messages with a rewrite put in its place: the rule that offers it has nothing more to say."""
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        draft = Draft.from_record(record)
        analysis = Analysis.of(draft)
        for slug in slugs:
            marks = tuple(RULES[slug].find(analysis))
            if len(marks) != 1 or marks[0].rewrite is None or marks[0].span is None:
                continue
            start, end = analysis.original_span(*marks[0].span)
            text = draft.text[:start] + marks[0].rewrite + draft.text[end:]
            yield _told(replace(draft, text=text), {slug: False}, name=f"{record['id']}-{slug}")


def _told(draft: Draft, broken: Mapping[str, bool], *, name: str) -> Case:
    """A case of which only some rules are known; what the rule's reading marks is what breaks it."""
    analysis = Analysis.of(draft)
    marks = [(slug, mark.span) for slug in broken for mark in RULES[slug].find(analysis)]
    spans = [
        (slug, *(analysis.original_span(*span) if span else (0, len(draft.text))))
        for slug, span in marks
        if broken[slug]
    ]
    return _case(draft, spans, frozenset(broken), name=name, writer="tests")


def _case(
    draft: Draft,
    spans: list[tuple[str, int, int]],
    known: frozenset[str],
    *,
    name: str,
    writer: str,
) -> Case:
    analysis = Analysis.of(draft)
    places = [analysis.original_span(one.start, one.end) for one in analysis.sentences]
    return Case(
        name=name,
        writer=writer,
        message=message_evidence(analysis),
        sentences=sentence_evidence(analysis),
        labelled=frozenset(rule for rule, _, _ in spans),
        within=tuple(
            frozenset(rule for rule, start, end in spans if start < last and first < end)
            for first, last in places
        ),
        pointed=frozenset(rule for rule, start, end in spans if end - start < len(draft.text)),
        read=frozenset(slug for slug in known if any(True for _ in RULES[slug].find(analysis))),
        known=known,
    )


def _span(text: str, span: str | None) -> tuple[int, int]:
    """Where the label stands; a label without a span stands on the whole message."""
    if span is None:
        return 0, len(text)
    start = text.index(span)
    return start, start + len(span)
