"""What is left to do before the desk can answer for a client."""

from datetime import datetime

from django.db.models import Q

from madoguchi.desk.clients import first_steps, policies
from madoguchi.desk.clients.models import Assignment, Client, ReplyTemplate
from madoguchi.desk.clients.queries.listing import hours_of_week
from madoguchi.desk.clients.setting_rows import StepRow
from madoguchi.desk.platform.words import say


def steps_of(client: Client, *, now: datetime) -> tuple[StepRow, ...]:
    """The steps with what is done; () once all are, and for a client whose contract ended."""
    if client.closed_at is not None:
        return ()
    steps = (_mail(client), _hours(client), _people(client, now), _templates(client))
    return () if all(one.is_done for one in steps) else steps


def _mail(client: Client) -> StepRow:
    comes = first_steps.mail_comes(client.pk)
    missing = say("メールボックスを加えるか、窓口のサーバーへ転送します。")
    return StepRow(
        say("メールを受け取る"),
        "mailbox-new",
        say("メールが届きます。") if comes else missing,
        comes,
        is_of_client=False,
    )


def _hours(client: Client) -> StepRow:
    """There are always some: the client came with them."""
    words = hours_of_week(policies.parsed(policies.current(client.pk)).calendar)
    return StepRow(say("営業時間と目標を決める"), "client-hours", words, is_done=True)


def _people(client: Client, now: datetime) -> StepRow:
    working = Q(ends_at__isnull=True) | Q(ends_at__gt=now)  # those who will begin too
    found = Assignment.objects.filter(working, client=client)
    roles = set(found.values_list("role", flat=True))
    both = len(roles) == len(Assignment.Role)
    missing = {
        frozenset(): say("まだだれにも見えません。"),
        frozenset({Assignment.Role.OPERATOR.value}): say("ディレクターがまだいません。"),
        frozenset({Assignment.Role.DIRECTOR.value}): say("担当がまだいません。"),
    }
    return StepRow(
        say("担当とディレクターを割り当てる"),
        "client-assignments",
        say("割り当てました。") if both else missing[frozenset(roles)],
        is_done=both,
    )


def _templates(client: Client) -> StepRow:
    count = ReplyTemplate.objects.filter(client=client, archived_at__isnull=True).count()
    words = say("%(n)d件あります。") % {"n": count}
    missing = say("よく書く返信を1つ加えます。")
    return StepRow(
        say("定型文を用意する"), "client-templates", words if count else missing, count > 0
    )
