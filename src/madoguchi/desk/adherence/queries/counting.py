"""Counts over the guard's checks and findings, grouped by rule, operator, client or week."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek

from madoguchi.desk.adherence.asked import Asked
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.platform.days import local_day

LEFT = (
    "sent",
    "silenced",
    "reasoned",
    "approved",
)  # outcomes of a finding that left with its message
COUNTED = {
    "found": Count("id"),
    **{name: Count("id", filter=Q(outcome=name)) for name in (*LEFT, "rewritten")},
    **{name: Count("id", filter=Q(verdict=name)) for name in ("confirmed", "rejected")},
    "broken": Count(
        "message_id", distinct=True, filter=Q(outcome__in=LEFT) & ~Q(verdict="rejected")
    ),
}
GROUPS = {"rule": "rule", "person": "person_id", "client": "client_id", "week": "week"}
Group = str | int | date


def checks(asked: Asked) -> QuerySet[GuardCheck]:
    """The checks that are asked for; a rule narrows them not, each is checked in every message."""
    return _narrowed(GuardCheck.objects.all(), asked)


def urgent(asked: Asked) -> QuerySet[GuardCheck]:
    """Those of them whose message did not wait for a good moment, for a written reason."""
    return checks(asked).exclude(urgent_reason="")


def findings(asked: Asked) -> QuerySet[GuardFinding]:
    """The findings that are asked for."""
    found = _narrowed(GuardFinding.objects.all(), asked)
    return found.filter(rule=asked.rule) if asked.rule else found


def counted(asked: Asked) -> dict[Group, dict[str, int]]:
    """By group: how many findings there are of each kind."""
    group = GROUPS[asked.by]
    rows = _weekly(findings(asked), asked).values(group).annotate(**COUNTED).order_by(group)
    return {_key(row.pop(group)): row for row in rows}


def checked(asked: Asked) -> Mapping[Group, int]:
    """By group: how many messages were checked, 0 for one that is not there; a rule's are all of them."""
    if asked.by == "rule":
        total = checks(asked).count()
        return defaultdict(lambda: total)
    group = GROUPS[asked.by]
    rows = _weekly(checks(asked), asked).values(group).annotate(n=Count("id")).order_by(group)
    return Counter({_key(row[group]): row["n"] for row in rows})


def groups_checked(asked: Asked) -> list[Group]:
    """The operators, clients or weeks whose messages were checked, whether or not something was found."""
    group = GROUPS[asked.by]
    rows = _weekly(checks(asked), asked).values_list(group, flat=True).distinct().order_by(group)
    return [_key(one) for one in rows]


def _narrowed(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    recalled = Message.objects.filter(kind=Message.Kind.RECALLED)  # never left
    rows = rows.filter(at__gte=asked.since, at__lt=asked.until)
    rows = rows.exclude(message_id__in=recalled.values("pk"))
    if asked.person_id is not None:
        rows = rows.filter(person_id=asked.person_id)
    return rows if asked.client_id is None else rows.filter(client_id=asked.client_id)


def _weekly(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    return rows.annotate(week=TruncWeek("at")) if asked.by == "week" else rows


def _key(value: Any) -> Group:
    """A week's moment as its Monday; everything else as it is."""
    key: Group = local_day(value) if hasattr(value, "tzinfo") else value
    return key
