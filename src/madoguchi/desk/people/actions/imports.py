"""Inviting many at once from a table: first shown, then done, all of it or nothing."""

from collections import Counter
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.people.actions.invitations import invite
from madoguchi.desk.people.events import PeopleImported
from madoguchi.desk.people.models import Invitation, Person
from madoguchi.desk.people.rows import ImportLine, ImportPlan
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.spreadsheets import read_table

LIMIT = 200
COLUMNS = {"氏名": "name", "メール": "email", "管理者": "admin"}
YES = frozenset({"はい", "○", "〇", "1", "yes", "true", "管理者"})
NO = frozenset({"", "いいえ", "×", "0", "no", "false"})


class CannotImport(Refusal):
    """直すところがあるため、だれも招待していません。"""


def plan_import(data: bytes) -> ImportPlan:
    """What the file would do, line by line; nothing is changed."""
    table = read_table(data, columns=COLUMNS, limit=LIMIT, optional=["admin"])
    emails = [row["email"].lower() for row in table.rows]
    times = Counter(emails)
    here = set(Person.objects.filter(email__in=emails).values_list("email", flat=True))
    invited = set(
        Invitation.objects.filter(
            email__in=emails, accepted_by__isnull=True, withdrawn_at__isnull=True
        ).values_list("email", flat=True)
    )
    lines = tuple(
        ImportLine(
            line=line,
            name=row["name"],
            email=row["email"].lower(),
            is_admin=row["admin"].lower() in YES,
            problem=_problem(row, times=times, here=here, invited=invited),
        )
        for line, row in zip(table.lines, table.rows, strict=True)
    )
    return ImportPlan(lines=lines, problems=table.problems)


@transaction.atomic
def import_people(*, data: bytes, actor: Person, now: datetime) -> int:
    """Invite everybody in the file; how many. Raises CannotImport, and then invites nobody."""
    plan = plan_import(data)
    if not plan.is_good:
        raise CannotImport
    for line in plan.lines:
        invite(email=line.email, name=line.name, is_admin=line.is_admin, invited_by=actor, now=now)
    tell(PeopleImported(count=len(plan.lines)), at=now, actor_id=actor.pk)
    return len(plan.lines)


def _problem(row: dict[str, str], *, times: Counter[str], here: set[str], invited: set[str]) -> str:
    email = row["email"].lower()
    try:
        validate_email(email)
    except ValidationError:
        return _("メールアドレスを確かめてください。")
    if not row["name"]:
        return _("氏名がありません。")
    if row["admin"].lower() not in YES | NO:
        return _("「管理者」は「はい」か空にしてください。")
    if times[email] > 1:
        return _("同じメールアドレスの行がほかにもあります。")
    if email in here:
        return _("もういます。")
    return _("もう招待しています。") if email in invited else ""
