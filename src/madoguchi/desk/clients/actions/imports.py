"""Many settings at once, from a table: all of its lines, or none."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.actions import profiles, templates, vocabulary
from madoguchi.desk.clients.actions.profiles import HUES, Profile
from madoguchi.desk.clients.actions.templates import Text
from madoguchi.desk.clients.hours import PRESETS, Targets
from madoguchi.desk.clients.models import Address, Client, ReplyTemplate, Term
from madoguchi.desk.clients.setting_rows import PlannedRow
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.spreadsheets import Table
from madoguchi.desk.platform.words import say

Row = Mapping[str, str]


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
def import_clients(*, table: Table, person: Person, now: datetime) -> tuple[PlannedRow, ...]:
    """Each line a new client with its first address. Raises CannotImport with every line's problem."""
    authority.refuse_unless_admin(person)

    def add(row: Row) -> tuple[str, tuple[str, ...]]:
        hue, preset = _hue(row["hue"]), _preset(row["hours"])
        if Address.objects.filter(address=row["address"].lower()).exists():
            raise Refusal(say("アドレス %(address)s は、もう使われています。") % row)
        client = profiles.add_client(
            profile=Profile(
                name=row["name"], sender_name=row["sender_name"] or row["name"], hue=hue
            ),
            address=row["address"],
            desk_hours=PRESETS[preset][1],
            targets=Targets(),
            person=person,
            now=now,
        )
        return "add", (client.name, client.key, row["address"], str(PRESETS[preset][0]))

    return _each(table, add)


@transaction.atomic
def import_terms(
    *, client_id: int, table: Table, person: Person, now: datetime
) -> tuple[PlannedRow, ...]:
    """Each line a pair of words: added, or the preferred word of an avoided one changed."""
    authority.refuse_unless_lead(person, client_id, now)

    def put(row: Row) -> tuple[str, tuple[str, ...]]:
        words = {"avoided": row["avoided"], "preferred": row["preferred"]}
        present = Term.objects.filter(client_id=client_id, avoided=row["avoided"]).first()
        told = (row["avoided"], row["preferred"])
        if present is None:
            vocabulary.add_term(client_id=client_id, person=person, now=now, **words)
            return "add", told
        if present.preferred == row["preferred"]:
            return "same", told
        vocabulary.change_term(
            client_id=client_id, term_id=present.pk, person=person, now=now, **words
        )
        return "change", told

    return _each(table, put)


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

    return _each(table, put)


def _each(
    table: Table, put: Callable[[Row], tuple[str, tuple[str, ...]]]
) -> tuple[PlannedRow, ...]:
    planned: list[PlannedRow] = []
    problems = list(table.problems)
    for line, row in zip(table.lines, table.rows, strict=True):
        try:
            act, words = put(row)
        except Refusal as refusal:
            problem = {"line": line, "problem": refusal.sentence}
            problems.append(say("%(line)d行目：%(problem)s") % problem)
        else:
            planned.append(PlannedRow(line=line, act=act, words=words))
    if not planned and not problems:
        problems.append(say("見出しのほかに行がありません。"))
    if problems:
        raise CannotImport(tuple(problems))
    return tuple(planned)


def _hue(text: str) -> int:
    """The colour's number; without one, the colour that the fewest clients have."""
    if not text:
        used = list(Client.objects.values_list("hue", flat=True))
        return min(HUES, key=lambda hue: (used.count(hue), hue))
    if not (text.isascii() and text.isdecimal() and len(text) <= 2 and int(text) in HUES):
        raise Refusal(say("色は1から12の数で書いてください。"))
    return int(text)


def _preset(text: str) -> str:
    """A preset by its key or its words; without one, the first."""
    if not text:
        return next(iter(PRESETS))
    for key, (label, _) in PRESETS.items():
        if text in (key, str(label)):
            return key
    names = say("、").join(PRESETS)
    raise Refusal(say("営業時間は %(names)s のどれかで書いてください。") % {"names": names})
