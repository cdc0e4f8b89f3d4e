"""What the frame around a member's pages says of the desk."""

from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.queries import hours_of_week
from madoguchi.engines.businesstime import is_open


def open_hours(client_id: int, now: datetime) -> tuple[str, bool]:
    """The desk's week in words, and whether it is open."""
    calendar = policies.in_force(client_id).calendar
    return hours_of_week(calendar), is_open(now, calendar)
