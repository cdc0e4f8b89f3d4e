"""Inviting many at once from a table: first shown, then done, all of it or nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.people.actions.adding import LONGEST_NAME
from madoguchi.desk.people.actions.invitations import invite
from madoguchi.desk.people.events import PeopleImported
from madoguchi.desk.people.models import Invitation, Person
from madoguchi.desk.people.rows import ImportLine, ImportPlan
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.spreadsheets import (
    Table,
    columns_of,
    csv_lines,
    is_one_of,
    read_table,
)
from madoguchi.desk.platform.words import later, later_told

LIMIT = 200
# The first of them is what the page calls it; the others are what lists of people are called by too.
COLUMNS = {
    "name": later("氏名"),
    "email": later("メールアドレス"),
    "role": later("役割"),
}
ALSO = {"メール": "email", "email": "email", "管理者": "role", "名前": "name"}
ADMIN, MEMBER = later("管理者"), later_told("one", "メンバー")
EXAMPLE = (
    (later("中野 なお"), "nakano@example.co.jp", MEMBER),
    (later("森 千尋"), "mori@example.co.jp", ADMIN),
)
YES = frozenset({"はい", "○", "〇", "1", "yes", "true"})
NO = frozenset({"", "member", "いいえ", "×", "0", "no", "false"})


class CannotImport(Refusal):
    """直すところがあるため、だれも招待していません。"""


class NobodyNew(CannotImport):
    """招待する人がいません。全員、もうメンバーか、招待ずみです。"""


def plan_import(data: bytes) -> ImportPlan:
    """What the file would do, line by line; nothing is changed."""
    columns = {**ALSO, **columns_of(COLUMNS)}
    table = read_table(data, columns=columns, limit=LIMIT, optional=["role"])
    emails = [row["email"].lower() for row in table.rows]
    here = set(Person.objects.filter(email__in=emails).values_list("email", flat=True))
    waiting = Invitation.objects.filter(
        email__in=emails,
        member_of__isnull=True,
        accepted_by__isnull=True,
        withdrawn_at__isnull=True,
    )
    invited = set(waiting.values_list("email", flat=True))
    known = dict.fromkeys(invited, _("招待ずみです")) | dict.fromkeys(here, _("もうメンバーです"))
    times = Counter(emails)
    lines = tuple(
        ImportLine(
            line=line,
            name=row["name"],
            email=row["email"].lower(),
            is_admin=_is_admin(row["role"]) is True,
            problems=tuple(_problems(table, line, row, times)),
            known=known.get(row["email"].lower(), ""),
        )
        for line, row in zip(table.lines, table.rows, strict=True)
    )
    return ImportPlan(lines=lines, problems=table.problems)


@transaction.atomic
def import_people(*, data: bytes, actor: Person, now: datetime) -> int:
    """Invite everybody in the file who is new; how many. Raises CannotImport, and then invites nobody."""
    plan = plan_import(data)
    if plan.lines and not plan.all_problems and not plan.new:
        raise NobodyNew
    if not plan.is_good:
        raise CannotImport
    for line in plan.new:
        invite(email=line.email, name=line.name, is_admin=line.is_admin, invited_by=actor, now=now)
    tell(PeopleImported(count=len(plan.new)), at=now, actor_id=actor.pk)
    return len(plan.new)


def sample() -> str:
    """A file to begin with, in the reader's language."""
    rows = ([str(cell) for cell in row] for row in EXAMPLE)
    return "".join(csv_lines([str(one) for one in COLUMNS.values()], rows))


def _problems(table: Table, line: int, row: dict[str, str], times: Counter[str]) -> Iterator[str]:
    if not row["name"]:
        yield table.problem(line, "name", _("氏名がありません。"))
    elif len(row["name"]) > LONGEST_NAME:
        yield table.problem(line, "name", _("80文字までです。"))
    email = row["email"].lower()
    if not _is_address(email):
        yield table.problem(line, "email", _("メールアドレスを確かめてください。"))
    elif times[email] > 1:
        yield table.problem(line, "email", _("同じメールアドレスの行がほかにもあります。"))
    if _is_admin(row["role"]) is None:
        words = _("「管理者」か「メンバー」と書いてください。空なら、メンバーです。")
        yield table.problem(line, "role", words)


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def _is_admin(typed: str) -> bool | None:
    """What the cell says; None when it says neither."""
    if typed.lower() in YES or is_one_of(typed, ADMIN):
        return True
    return False if typed.lower() in NO or is_one_of(typed, MEMBER) else None
