"""Many settings at once, from a table: all of its lines, or none."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.actions import templates, vocabulary
from madoguchi.desk.clients.actions.templates import Text
from madoguchi.desk.clients.models import ReplyTemplate, Term
from madoguchi.desk.clients.setting_rows import PlannedRow
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.spreadsheets import Table
from madoguchi.desk.platform.words import say

Row = Mapping[str, str]
Checks = Mapping[str, Callable[[str], object]]
LONGEST_WORD, LONGEST_NOTE, LONGEST_BODY = 80, 300, 10_000


class CannotImport(Refusal):
    """取り込めない行があります。何も変わっていません。"""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__()
        self.problems = problems


def rehearse(do: Callable[[], tuple[PlannedRow, ...]]) -> tuple[PlannedRow, ...]:
    """What the import would do, found by doing it and taking it back. Raises CannotImport."""
    with transaction.atomic():
        before = transaction.savepoint()
        try:
            return do()
        finally:
            transaction.savepoint_rollback(before)


@transaction.atomic
def import_terms(
    *, client_id: int, table: Table, person: Person, now: datetime
) -> tuple[PlannedRow, ...]:
    """Each line a pair of words: added, or the preferred word of an avoided one changed."""
    authority.refuse_unless_lead(person, client_id, now)

    def put(row: Row) -> tuple[str, tuple[str, ...]]:
        present = Term.objects.filter(client_id=client_id, avoided=row["avoided"]).first()
        words = {"avoided": row["avoided"], "preferred": row["preferred"]}
        for name in ("note", "example"):  # an empty cell takes nothing away
            words[name] = row[name] or (getattr(present, name) if present else "")
        told = (row["avoided"], row["preferred"], row["note"], row["example"])
        if present is None:
            vocabulary.add_term(client_id=client_id, person=person, now=now, **words)
            return "add", told
        if all(getattr(present, name) == text for name, text in words.items()):
            return "same", told
        vocabulary.change_term(
            client_id=client_id, term_id=present.pk, person=person, now=now, **words
        )
        return "change", told

    word = filled(LONGEST_WORD)
    about = at_most(LONGEST_NOTE)
    checks = {"avoided": word, "preferred": word, "note": about, "example": about}
    return each(table, put, checks=checks)


@transaction.atomic
def import_templates(
    *, client_id: int, table: Table, person: Person, now: datetime
) -> tuple[PlannedRow, ...]:
    """Each line a template: added, or the one of the same title changed."""
    authority.refuse_unless_lead(person, client_id, now)

    def put(row: Row) -> tuple[str, tuple[str, ...]]:
        text = Text(title=row["title"], body=row["body"], shortcut=row["shortcut"])
        told = (row["title"], row["body"])
        present = ReplyTemplate.objects.filter(
            client_id=client_id, archived_at__isnull=True, title=row["title"]
        ).first()
        if present is None:
            templates.add_template(client_id=client_id, text=text, person=person, now=now)
            return "add", told
        if (present.body, present.shortcut) == (row["body"], row["shortcut"]):
            return "same", told
        templates.change_template(template_id=present.pk, text=text, person=person, now=now)
        return "change", told

    checks = {"title": filled(80), "body": _placed, "shortcut": at_most(20)}
    return each(table, put, checks=checks)


def each(
    table: Table, put: Callable[[Row], tuple[str, tuple[str, ...]]], *, checks: Checks
) -> tuple[PlannedRow, ...]:
    """Every line put, or CannotImport with everything that is wrong in every line.

    `checks` reads single cells, each wrong one a Refusal: so that one line tells all of its faults.
    """
    planned: list[PlannedRow] = []
    problems = list(table.problems)
    for line, row in zip(table.lines, table.rows, strict=True):
        wrong = tuple(_wrong(row, checks))
        if not wrong:
            try:
                act, words = put(row)
            except Refusal as refusal:
                wrong = (("", refusal.sentence),)
            else:
                planned.append(PlannedRow(line=line, act=act, words=words))
        problems += [table.problem(line, key, words) for key, words in wrong]
    if not planned and not problems:
        problems.append(say("見出しのほかに行がありません。"))
    if problems:
        raise CannotImport(tuple(problems))
    return tuple(planned)


def filled(longest: int) -> Callable[[str], None]:
    """A check: something is written, and not too much of it."""

    def check(text: str) -> None:
        if not text.strip():
            raise Refusal(say("空です。書いてください。"))
        at_most(longest)(text)

    return check


def at_most(longest: int) -> Callable[[str], None]:
    """A check: not more characters than that."""

    def check(text: str) -> None:
        if len(text) > longest:
            raise Refusal(say("%(n)d文字までです。") % {"n": longest})

    return check


def _wrong(row: Row, checks: Checks) -> Iterator[tuple[str, str]]:
    for key, check in checks.items():
        try:
            check(row[key])
        except Refusal as refusal:
            yield key, refusal.sentence


def _placed(body: str) -> None:
    filled(LONGEST_BODY)(body)
    templates.refuse_unknown_placeholders(body)
