"""A client's desk hours and reply targets: the version in force, parsed for the engines."""

import json
from collections.abc import Iterable
from functools import lru_cache

from madoguchi.desk.clients.models import ReplyPolicy
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.engines.businesstime import Calendar, parse_calendar
from madoguchi.engines.replyclock import Policy, Targets

PARSED = """select id, calendar::text, due_minutes, late_minutes, limit_minutes
from clients_replypolicy where id = any(%(policies)s::bigint[])"""

NEWEST = """select id, calendar::text, due_minutes, late_minutes, limit_minutes
from clients_replypolicy where client_id = %(client)s::bigint
order by version desc, id desc limit 1"""


NEWEST_OF_EACH = """select distinct on (client_id) client_id, id, calendar::text, due_minutes,
  late_minutes, limit_minutes
from clients_replypolicy where client_id = any(%(clients)s::bigint[])
order by client_id, version desc, id desc"""


def current(client_id: int) -> ReplyPolicy:
    """The newest version. A client without one cannot receive: that is a broken set-up, and loud."""
    return ReplyPolicy.objects.filter(client_id=client_id).latest("version", "pk")


def in_force(client_id: int) -> Policy:
    """The newest version as the engine takes it, where nothing else of it is needed; loud like `current`."""
    row = prepared.row_of(NEWEST, {"client": client_id})
    if not row:
        raise ReplyPolicy.DoesNotExist
    return parsed_row(*row)


def all_current() -> dict[int, ReplyPolicy]:
    """The newest version of every client in sight, by the client's id."""
    newest = ReplyPolicy.objects.order_by("client_id", "-version").distinct("client_id")
    return {one.client_id: one for one in newest}


def newest_of_each(client_ids: Iterable[int]) -> dict[int, Policy]:
    """The newest version of each of these clients as the engines take it, in one query."""
    rows = prepared.rows_of(*newest_asked(client_ids))
    return {int(row[0]): parsed_row(*row[1:]) for row in rows}


def newest_asked(client_ids: Iterable[int]) -> prepared.Asked:
    """What `newest_of_each` asks the database, for who asks it ahead of its time."""
    return NEWEST_OF_EACH, {"clients": sorted(client_ids)}


def parsed_of(policy_ids: Iterable[int]) -> dict[int, Policy]:
    """Versions by their ids, as the engines take them, in one query."""
    rows = prepared.rows_of(PARSED, {"policies": sorted(policy_ids)})
    return {row[0]: parsed_row(*row) for row in rows}


@lru_cache(maxsize=1024)
def parsed_row(pk: int, calendar: str, due: int, late: int, limit: int) -> Policy:
    """A policy of its columns: its id, its calendar as JSON, its targets in minutes."""
    return Policy(version=pk, calendar=_calendar(calendar), targets=Targets(due, late, limit))


def parsed(policy: ReplyPolicy) -> Policy:
    """The policy as the engine takes it; its version is our row's id."""
    calendar = json.dumps(policy.calendar, sort_keys=True)
    minutes = policy.due_minutes, policy.late_minutes, policy.limit_minutes
    return parsed_row(policy.pk, calendar, *minutes)


@lru_cache(maxsize=1024)
def _calendar(text: str) -> Calendar:
    return parse_calendar(json.loads(text))
