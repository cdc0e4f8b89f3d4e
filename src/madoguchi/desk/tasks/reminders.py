"""When somebody is reminded: every so many business days, in their hours."""

from datetime import datetime, time, timedelta

from madoguchi.desk.clients import policies
from madoguchi.desk.contacts import hours
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.tasks.models import Task
from madoguchi.engines.businesstime import Calendar, is_open, next_opening

LATEST_SEARCHED = 400  # days
ONE_DAY = timedelta(days=1)
AFTER_OPENING = timedelta(minutes=30)
NINE = time(9)  # where nobody closes at night


def next_moment(now: datetime, business_days: int, calendar: Calendar) -> datetime:
    """Half an hour after the opening of that business day after today, in the calendar's zone."""
    day, left = now.astimezone(calendar.zone).date(), business_days
    for _ in range(LATEST_SEARCHED):
        day += ONE_DAY
        left -= bool(calendar.hours(day))
        if left <= 0:
            break
    begin = datetime.combine(day, time(), calendar.zone)
    if is_open(begin, calendar):
        begin = datetime.combine(day, NINE, calendar.zone)
    return (next_opening(begin, calendar) or begin) + AFTER_OPENING


def calendar_of(task: Task) -> Calendar:
    """The hours of whoever asked for it, where they are one of the client's own people; else the desk's."""
    author = task.message.author_id if task.message else task.requested_by_id
    known = Contact.objects.filter(client_id=task.client_id, person_id=author or 0, left_at=None)
    contact = known.first()
    if contact is None:
        return policies.in_force(task.client_id).calendar
    return hours.calendar_of(contact)
