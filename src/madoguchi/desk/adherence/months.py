"""The months that a client's desk can look back at: from that of its first message to the running one."""

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Subquery

from madoguchi.desk.clients.models import Client
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.platform.days import local_day


def first_months(client_ids: Iterable[int], *, today: date) -> dict[int, date]:
    """By client, the first day of the month in which its desk first sent something; of this one if never."""
    oldest = GuardCheck.objects.filter(client_id=OuterRef("pk")).order_by("at", "pk")
    rows = Client.objects.filter(pk__in=client_ids).annotate(
        began=Subquery(oldest.values("at")[:1])
    )
    began = dict(rows.values_list("pk", "began"))
    return {pk: local_day(at or today).replace(day=1) for pk, at in began.items()}
