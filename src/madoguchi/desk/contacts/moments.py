"""When it is good to write to a client's people: by their own week and absences, and the client's days off."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.hours import calendar_between
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.engines import rightmoment
from madoguchi.engines.businesstime import BadCalendar, Calendar
from madoguchi.engines.rightmoment import Absence, Moment, Recipient

A_DAY = timedelta(days=1)
# What lies behind us for a day in every zone does not matter any more.
ABSENCES = """array(select array[a.first, a.last] from contacts_contactabsence a
  where a.client_id = c.client_id and a.contact_id = c.id
  and a.last >= (%(now)s::timestamptz)::date - 1 order by a.first, a.id)"""
PEOPLE = f"""select c.id, c.name, c.person_id, c.calendar::text, {ABSENCES},
  c.device, c.preferred_form, c.preferred_words
from contacts_contact c where c.client_id = %(client)s::bigint and c.left_at is null
order by c.id"""  # noqa: S608 -- our own words, no input
AWAY = f"""select {ABSENCES} from contacts_contact c
where c.client_id = %(client)s::bigint and c.id = %(contact)s::bigint"""  # noqa: S608 -- the same


class Ways(NamedTuple):
    """How one of a client's people wants to be written to."""

    device: str  # pc, phone
    form: str  # 「結論から、短く」
    words: str  # 「『商品』ではなく『器』」


@dataclass(frozen=True, slots=True)
class Reached:
    """One of a client's people who may be written to: a contact, and the member that they are, if any."""

    pk: int
    name: str
    person_id: int | None
    recipient: Recipient
    ways: Ways


def next_good_moment(whom: Contact | Client, now: datetime) -> Moment | None:
    """When to write to this contact, or to somebody of this client: now, or later and why.

    None where no good moment is known. One or two queries, inside of the client's wall.
    """
    return rightmoment.next_good_moment(now, recipient_of(whom, now))


def recipient_of(whom: Contact | Client, now: datetime) -> Recipient:
    """Their hours, and of a contact the absences that are not over yet."""
    if isinstance(whom, Client):
        return Recipient(policies.in_force(whom.pk).calendar)
    calendar = policies.in_force(whom.client_id).calendar
    own = None if whom.calendar is None else json.dumps(whom.calendar)
    given = {"client": whom.client_id, "contact": whom.pk, "now": now}
    away = next(iter(prepared.row_of(AWAY, given)), ())
    return _recipient(calendar, own, away)


def people_of(client_id: int, calendar: Calendar, now: datetime) -> tuple[Reached, ...]:
    """All of the client's people who are still there, in one query; `calendar` is the client's own."""
    rows = prepared.rows_of(PEOPLE, {"client": client_id, "now": now})
    return tuple(
        Reached(pk, name, person_id, _recipient(calendar, own, away), Ways(*ways))
        for pk, name, person_id, own, away, *ways in rows
    )


def _recipient(calendar: Calendar, own: str | None, away: Iterable[Sequence[date]]) -> Recipient:
    theirs = calendar if own is None else _own_week(calendar, own)
    return Recipient(theirs, tuple(_absence(theirs, *days) for days in away))


def _absence(calendar: Calendar, first: date, last: date) -> Absence:
    """Whole days of theirs, both included."""
    return Absence(
        datetime.combine(first, time(), calendar.zone),
        datetime.combine(last, time(), calendar.zone) + A_DAY,
    )


@lru_cache(maxsize=1024)
def _own_week(calendar: Calendar, own: str) -> Calendar:
    """Their own week in JSON, as contacts/hours.py has it; one without any hours is none: the client's."""
    try:
        return calendar_between(Contact(calendar=json.loads(own)), calendar, ())
    except BadCalendar:
        return calendar
