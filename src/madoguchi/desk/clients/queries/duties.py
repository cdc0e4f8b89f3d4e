"""For how many clients somebody works, and as what."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import Count

from madoguchi.desk.clients.models import Assignment, in_force
from madoguchi.desk.platform.words import count


def duties(person_ids: Collection[int], now: datetime) -> dict[int, tuple[str, ...]]:
    """By person: 「ディレクター 2社」, 「担当 3社」; who works for nobody is left out. One query."""
    found = (
        Assignment.objects.filter(in_force(now), person_id__in=person_ids)
        .values("person_id", "role")
        .annotate(clients=Count("client_id", distinct=True))
        .order_by("person_id", "role")
    )
    told: defaultdict[int, list[str]] = defaultdict(list)
    for one in found:
        told[one["person_id"]].append(_words(one["role"], one["clients"]))
    return {pk: tuple(words) for pk, words in told.items()}


def _words(role: str, clients: int) -> str:
    if role == Assignment.Role.DIRECTOR:
        return count("ディレクター %(n)d社", "ディレクター %(n)d社", clients) % {"n": clients}
    return count("担当 %(n)d社", "担当 %(n)d社", clients) % {"n": clients}
