"""A client's desk hours and reply targets: the version in force, parsed for the engines."""

import json
from collections.abc import Iterable
from functools import lru_cache

from madoguchi.desk.clients.models import ReplyPolicy
from madoguchi.engines.businesstime import Calendar, parse_calendar
from madoguchi.engines.replyclock import Policy, Targets


def current(client_id: int) -> ReplyPolicy:
    """The newest version. A client without one cannot receive: that is a broken set-up, and loud."""
    return ReplyPolicy.objects.filter(client_id=client_id).latest("version", "pk")


def all_current() -> dict[int, ReplyPolicy]:
    """The newest version of every client in sight, by the client's id."""
    newest = ReplyPolicy.objects.order_by("client_id", "-version").distinct("client_id")
    return {one.client_id: one for one in newest}


def parsed_of(policy_ids: Iterable[int]) -> dict[int, Policy]:
    """Versions by their ids, as the engines take them, in one query."""
    return {pk: parsed(row) for pk, row in ReplyPolicy.objects.in_bulk(list(policy_ids)).items()}


def parsed(policy: ReplyPolicy) -> Policy:
    """The policy as the engine takes it; its version is our row's id."""
    return Policy(
        version=policy.pk,
        calendar=_calendar(json.dumps(policy.calendar, sort_keys=True)),
        targets=Targets(policy.due_minutes, policy.late_minutes, policy.limit_minutes),
    )


@lru_cache(maxsize=1024)
def _calendar(text: str) -> Calendar:
    return parse_calendar(json.loads(text))
