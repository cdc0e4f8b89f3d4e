"""What the book says about a text that is tried on the bench."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import perf_counter

from madoguchi.desk.clients.models import RuleSeverity, Term
from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.rulebook import in_force
from madoguchi.desk.rulebook.contents import CUSTOMER, OFF, Book, BookExample
from madoguchi.desk.rulebook.reasons import reason_words
from madoguchi.desk.rulebook.rows import Bench, BenchFinding, Choice, Look
from madoguchi.desk.rulebook.scenes import SCENES, draft_of
from madoguchi.engines import rulebook
from madoguchi.engines.rulebook import Draft, Finding, Severity

LONGEST_TEXT = 20_000  # characters, as of a reply


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What somebody puts on the bench."""

    text: str = ""
    previous: str = ""
    to: str = CUSTOMER
    scene: str = ""
    client_pk: int | None = None


def bench(
    tried: Tried,
    *,
    book: Book | None,
    clients: tuple[ClientChip, ...],
) -> Bench:
    """The bench with its findings, at the moment of the scenes; `book` is the draft's, None is that in force.

    A client that is not among `clients`, which are in sight, is none.
    """
    version = in_force.book()
    client = next((one for one in clients if one.pk == tried.client_pk), None)
    empty = Bench(
        text=tried.text,
        previous=tried.previous,
        to=tried.to,
        scene=tried.scene,
        scenes=tuple(Choice(slug, str(one.words)) for slug, one in SCENES.items()),
        client_pk=client.pk if client else None,
        clients=clients,
        of_draft=book is not None,
        version=version.number,
    )
    if not tried.text.strip() or max(len(tried.text), len(tried.previous)) > LONGEST_TEXT:
        return empty
    return _with_findings(empty, book or version.book, version.book)


def severities(book: Book, at_client: Mapping[str, str]) -> dict[str, Severity | None]:
    """What holds for a client: its own choice, the book's, the engine's. None is switched off."""
    chosen = {
        rule: None if severity == OFF else Severity(severity)
        for rule, severity in at_client.items()
    }
    return {**rulebook.DEFAULT_SEVERITIES, **book.severities, **chosen}


def _with_findings(bench: Bench, book: Book, in_force: Book) -> Bench:
    began = perf_counter()
    at_client = _at_client(bench.client_pk)
    draft = _draft(bench, book)
    found = rulebook.check(draft, severities=severities(book, at_client))
    took = perf_counter() - began
    known = found
    if bench.of_draft:
        old = replace(draft, context=replace(draft.context, word_rules=in_force.words_to(bench.to)))
        known = rulebook.check(old, severities=severities(in_force, at_client))
    rows = _rows(bench.text, found, known, book)
    return replace(
        bench,
        findings=rows,
        milliseconds=max(1, round(took * 1000)),
        marks=_marks(rows),
        new_count=sum(one.is_new for one in rows),
    )


def _draft(bench: Bench, book: Book) -> Draft:
    example = BookExample(bench.text, bench.to, bench.scene, bench.previous)
    draft = draft_of(example, book.words_to(bench.to))
    glossary = dict(draft.context.glossary)
    terms = Term.objects.filter(client_id=bench.client_pk or 0)
    for term in terms.order_by("preferred", "avoided"):
        glossary[term.preferred] = (*glossary.get(term.preferred, ()), term.avoided)
    return replace(draft, context=replace(draft.context, glossary=glossary))


def _at_client(client_pk: int | None) -> dict[str, str]:
    chosen = RuleSeverity.objects.filter(client_id=client_pk or 0)
    return dict(chosen.values_list("rule", "severity"))


def _rows(
    text: str, found: tuple[Finding, ...], known: tuple[Finding, ...], book: Book
) -> tuple[BenchFinding, ...]:
    ordered = sorted(found, key=lambda one: (one.start is None, one.start or 0))
    ordered.sort(key=lambda one: one.severity, reverse=True)
    before = {(one.rule, one.start, one.end) for one in known}
    return tuple(
        BenchFinding(
            n=n,
            number=one.number,
            title=titled(one.rule, book.titles.get(one.rule, "")),
            reason=reason_words(one.reason),
            severity=Look(one.severity.value),
            start=_utf16(text, one.start),
            end=_utf16(text, one.end),
            rewrite=one.rewrite,
            is_new=(one.rule, one.start, one.end) not in before,
        )
        for n, one in enumerate(ordered, start=1)
    )


def _utf16(text: str, index: int | None) -> int | None:
    """The browser's offset of a Python offset into the same text."""
    return None if index is None else len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def _marks(rows: tuple[BenchFinding, ...]) -> str:
    return json.dumps(
        [
            {"n": one.n, "sev": one.severity.tone, "start": one.start, "end": one.end}
            for one in rows
            if one.start is not None
        ]
    )
