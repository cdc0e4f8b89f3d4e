"""When a contact can be asked: their own week or the client's, without their absences."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from madoguchi.desk.clients import policies
from madoguchi.desk.contacts.models import Contact, ContactAbsence
from madoguchi.engines.businesstime import Calendar, parse_calendar

NO_DAYS: dict[str, object] = {"holidays": None, "closed": [], "open_extra": {}}


def calendar_of(contact: Contact) -> Calendar:
    """The contact's hours: a week of their own stands in the client's zone and keeps its days off.

    Two queries: the client's hours in force, and the absences.
    """
    desk = policies.in_force(contact.client_id).calendar
    absences = ContactAbsence.objects.filter(client_id=contact.client_id, contact_id=contact.pk)
    return calendar_between(contact, desk, absences.order_by("first", "pk"))


def calendar_between(
    contact: Contact, desk: Calendar, absences: Iterable[ContactAbsence]
) -> Calendar:
    """The same of what was read already; `desk` is the client's calendar in force."""
    away = frozenset(day for one in absences for day in _days(one.first, one.last))
    calendar = desk if contact.calendar is None else _own(contact, desk)
    extra = tuple(one for one in calendar.open_extra if one[0] not in away)
    return replace(calendar, closed=calendar.closed | away, open_extra=extra)


def _own(contact: Contact, desk: Calendar) -> Calendar:
    """A day on which the desk works longer is none on which the contact does."""
    weekly = (contact.calendar or {}).get("weekly", {})
    parsed = parse_calendar({"tz": desk.zone.key, "weekly": weekly, **NO_DAYS})
    return replace(desk, weekly=parsed.weekly, open_extra=())


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
