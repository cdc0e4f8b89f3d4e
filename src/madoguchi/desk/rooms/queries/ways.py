"""Beside a thread and at its composer: how whom an answer reaches wants to be written to."""

from datetime import datetime, timedelta

from madoguchi.desk.clients import policies
from madoguchi.desk.contacts import moments
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.contacts.moments import Reached
from madoguchi.desk.conversations import recipients
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries.sides import hours_on
from madoguchi.desk.conversations.side_rows import Panel
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.days import closed_days
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rooms.way_rows import WaysRow

AN_INSTANT = timedelta(microseconds=1)


def ways_panel(conversation: Conversation, person: Person, now: datetime) -> Panel | None:
    """Beside the thread, for our own side alone."""
    row = None if person.is_member else _ways_of(conversation, now)
    return None if row is None else Panel("rooms/parts/ways.html", row)


def ways_line(conversation: Conversation, now: datetime) -> Panel | None:
    """At the composer, where there is something to heed."""
    row = _ways_of(conversation, now)
    return Panel("rooms/parts/ways_line.html", row) if row and row.has_wishes else None


def asked_of(
    conversation: Conversation,
    person: Person,  # noqa: ARG001 -- an asker's signature
    now: datetime,
) -> tuple[prepared.Asked, ...]:
    """What the panel asks the database, for who asks it ahead of its time."""
    if conversation.is_mail:
        return ()
    client = {"client": conversation.client_id}
    return (
        (policies.NEWEST, client),
        (recipients.WRITER, {"of": conversation.pk}),
        (moments.PEOPLE, {**client, "now": now}),
    )


def _ways_of(conversation: Conversation, now: datetime) -> WaysRow | None:
    """Of who wrote last; a customer has none, nor a thread in which nobody of the client wrote."""
    if conversation.is_mail:
        return None
    calendar = policies.in_force(conversation.client_id).calendar
    meant = recipients.meant_by(conversation, "", calendar=calendar, now=now)
    return _row(conversation.client_id, meant[0], now) if meant else None


def _row(client_id: int, one: Reached, now: datetime) -> WaysRow:
    calendar = one.recipient.calendar
    return WaysRow(
        client_pk=client_id,
        contact_pk=one.pk,
        name=one.name,
        is_phone=one.ways.device == Contact.Device.PHONE,
        form=one.ways.form,
        words=one.ways.words,
        hours_today=hours_on(now.astimezone(calendar.zone).date(), calendar),
        away=_away(one, now),
    )


def _away(one: Reached, now: datetime) -> str:
    zone = one.recipient.calendar.zone
    ahead = [absence for absence in one.recipient.absences if absence.until > now]
    if not ahead:
        return ""
    first = min(ahead, key=lambda absence: absence.since)
    last = first.until - AN_INSTANT
    days = first.since.astimezone(zone).date(), last.astimezone(zone).date()
    return closed_days(*days, ends_on_holiday=False)
