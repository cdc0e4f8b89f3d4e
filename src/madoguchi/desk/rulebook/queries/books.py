"""Reads for the two panes: the list of the book, and one rule."""

from collections.abc import Mapping
from datetime import datetime
from itertools import zip_longest

from madoguchi.desk.clients.models import Client, RuleSeverity
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say
from madoguchi.desk.rulebook import authority, in_force, kept
from madoguchi.desk.rulebook.chapters import TITLES
from madoguchi.desk.rulebook.contents import Book, BookExample, BookRule, book_of
from madoguchi.desk.rulebook.difference import changed_parts
from madoguchi.desk.rulebook.judging import Judged, judged
from madoguchi.desk.rulebook.kept import Kept
from madoguchi.desk.rulebook.markdown import sections
from madoguchi.desk.rulebook.models import BookDraft
from madoguchi.desk.rulebook.queries import words as word_rows
from madoguchi.desk.rulebook.rows import (
    BookList,
    Chapter,
    ClientSeverity,
    DraftNote,
    ExampleRow,
    Look,
    Pair,
    Part,
    RuleLine,
    RulePage,
)
from madoguchi.desk.rulebook.scenes import SCENES
from madoguchi.engines.rulebook import RULES

_UNREAD_PARTS = """from rulebook_bookversion version, jsonb_array_elements_text(version.changed) part
  where version.number > coalesce((select max(read.number) from rulebook_bookconfirmation confirmed
    join rulebook_bookversion read on read.id = confirmed.version_id
    where confirmed.person_id = %(person)s::bigint), 0)"""
UNREAD = f"select count(distinct part) {_UNREAD_PARTS}"
UNREAD_PARTS = f"select distinct part {_UNREAD_PARTS}"


def unread_parts(person: Person) -> frozenset[str]:
    """The slugs of the rules, and WORDS, that changed since the last version that this person confirmed."""
    rows = prepared.rows_of(UNREAD_PARTS, {"person": person.pk})
    return frozenset(row[0] for row in rows)


def draft_of_next() -> BookDraft | None:
    """The draft with who wrote it last."""
    return BookDraft.objects.select_related("edited_by").first()


def list_in_force(person: Person, now: datetime) -> BookList:
    """The version in force, and what of it this person has not confirmed."""
    version, unread = in_force.book(), unread_parts(person)
    is_lead = authority.leads(person, now)
    draft = draft_of_next() if is_lead else None
    return BookList(
        chapters=_chapters(version.book, new=unread, kept_rules=kept.of_rules()),
        rule_count=len(version.book.rules),
        version=version.number,
        word_count=len(version.book.words),
        unread=len(unread),
        is_lead=is_lead,
        draft=note_of(draft, version) if draft else None,
    )


def list_of_draft(draft: BookDraft | None) -> BookList:
    """The draft's rules, those marked that differ; before there is one, the version in force."""
    version = in_force.book()
    book = book_of(draft.content) if draft else version.book
    changed = frozenset(changed_parts(version.book, book))
    return BookList(
        chapters=_chapters(book, new=changed, kept_rules={}),
        rule_count=len(book.rules),
        version=version.number,
        word_count=len(book.words),
        is_lead=True,
        draft=note_of(draft, version) if draft else None,
        of_draft=True,
    )


def note_of(draft: BookDraft, version: in_force.BookInForce) -> DraftNote:
    """The draft in a line."""
    return DraftNote(
        number=version.number + 1,
        edited_by=draft.edited_by.name,
        edited_at=draft.edited_at,
        changes=len(changed_parts(version.book, book_of(draft.content))),
    )


def rule_page(rule: BookRule, book: Book, *, clients: tuple[ClientChip, ...] = ()) -> RulePage:
    """One rule; its severities at these clients, which are in sight."""
    opening, parts = "", sections(rule.meaning)
    if parts and not parts[0].heading:
        opening, parts = parts[0].body, parts[1:]
    return RulePage(
        slug=rule.slug,
        number=rule.number,
        title=titled(rule.check, rule.title),
        severity=Look(rule.severity),
        opening=opening,
        parts=tuple(Part(one.heading, one.body) for one in parts),
        pairs=pairs_of(rule, judged(rule, book)),
        check=rule.check,
        check_title=say(RULES[rule.check].title) if rule.check in RULES else "",
        clients=_at_clients(rule, clients) if rule.check else (),
    )


def pairs_of(rule: BookRule, tried: tuple[Judged, ...]) -> tuple[Pair, ...]:
    """The examples beside each other, with what the check says of each."""
    verdicts = {(one.is_bad, one.example): "right" if one.is_right else "wrong" for one in tried}
    bad = [_example(one, verdicts.get((True, one), "")) for one in rule.bad]
    good = [_example(one, verdicts.get((False, one), "")) for one in rule.good]
    return tuple(Pair(*both) for both in zip_longest(bad, good))


def clients_of(person: Person, sight: tuple[ClientChip, ...]) -> tuple[ClientChip, ...]:
    """The clients whose severities this person is shown: those in sight, all of them for an admin."""
    if not person.is_admin:
        return sight
    open_ones = Client.objects.filter(closed_at__isnull=True).order_by("hue", "pk")
    return tuple(chip(one) for one in open_ones)


def _chapters(
    book: Book, *, new: frozenset[str], kept_rules: Mapping[str, Kept]
) -> tuple[Chapter, ...]:
    return tuple(
        Chapter(
            number=number,
            title=str(title),
            rules=tuple(
                _line(one, new, kept_rules.get(one.check))
                for one in book.rules
                if one.chapter == number
            ),
        )
        for number, title in enumerate(TITLES)
    )


def _line(rule: BookRule, new: frozenset[str], kept_rule: Kept | None) -> RuleLine:
    return RuleLine(
        slug=rule.slug,
        number=rule.number,
        title=titled(rule.check, rule.title),
        severity=Look(rule.severity),
        bad=rule.bad[0].text if rule.bad else "",
        good=rule.good[0].text if rule.good else "",
        has_check=bool(rule.check),
        is_new=rule.slug in new,
        kept=kept_rule,
    )


def _example(example: BookExample, verdict: str) -> ExampleRow:
    return ExampleRow(
        text=example.text,
        to=word_rows.audience(example.to),
        scene=str(SCENES[example.scene].words) if example.scene else "",
        previous=example.previous,
        verdict=verdict,
    )


def _at_clients(rule: BookRule, clients: tuple[ClientChip, ...]) -> tuple[ClientSeverity, ...]:
    found = RuleSeverity.objects.filter(rule=rule.check, client__in=[one.pk for one in clients])
    chosen = dict(found.values_list("client_id", "severity"))
    kept_there = kept.at_clients(rule.check)
    return tuple(
        ClientSeverity(
            client=one,
            severity=Look(chosen.get(one.pk, rule.severity)),
            is_changed=chosen.get(one.pk, rule.severity) != rule.severity,
            kept=kept_there.get(one.pk),
        )
        for one in clients
    )
