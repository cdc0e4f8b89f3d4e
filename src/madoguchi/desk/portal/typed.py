"""What the portal's pages are asked for, read."""

from datetime import date, datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.platform.typed import number

LARGEST_WITHIN = 1_000_000  # minutes or hours
EVENING = 18  # o'clock, where the desk's hours do not say


def within(text: str) -> int | None:
    """A figure's number of minutes or hours; None for none, and for what no sheet could agree on."""
    found = number(text)
    return found if found is None or found <= LARGEST_WITHIN else None


def end_of_day(client_id: int, chosen: date) -> datetime:
    """When the desk closes for the client on that day: a wish "by the 25th" means its working day."""
    calendar = policies.in_force(client_id).calendar
    ranges = calendar.hours(chosen)
    seconds = min(max((one.closes for one in ranges), default=EVENING * 3600), 24 * 3600 - 60)
    hour, rest = divmod(seconds, 3600)
    return datetime(chosen.year, chosen.month, chosen.day, hour, rest // 60, tzinfo=calendar.zone)
