"""What a member begins with: the panels of whatever there is."""

from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.expectations.queries.months import months_of
from madoguchi.desk.expectations.rows import Months
from madoguchi.desk.expectations.windows import Window, month_to_date
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.portal.queries import figures, sights
from madoguchi.desk.portal.queries.files import files_page
from madoguchi.desk.portal.queries.promises import FEW, promises_page
from madoguchi.desk.portal.queries.replies import chart
from madoguchi.desk.portal.queries.requests import first_requests
from madoguchi.desk.portal.rows import Balls, Overview, Performance
from madoguchi.desk.promises.queries.rates import kept_rate
from madoguchi.desk.rooms.queries.rooms import their_balls

MOST_FILES = 5  # the newest; all have their page
MOST_BALLS = 8


def overview(client: Client, person: Person, month: str, now: datetime) -> Overview:
    """In a known number of queries a panel; `month` (「2026-10」) is that of the performance."""
    return Overview(
        client=chip(client),
        now=now,
        performance=performance(client.pk, person, month, now),
        requests=first_requests(client.pk, now),
        files=files_page(client.pk, most=MOST_FILES).rows,
        promises=promises_page(
            month_to_date(client.pk, policies.in_force(client.pk), now), few=FEW
        ),
        watchers=sights.watchers(client.pk, now),
    )


def performance(client_id: int, person: Person, month: str, now: datetime) -> Performance:
    """How the desk answered in the month, beside what waits for the client."""
    months, window = month_asked(client_id, month, now)
    sheet = figures.sheet_of(window)
    balls, count = their_balls(client_id=client_id, person=person, most=MOST_BALLS)
    with walls.as_the_desk():
        rate = kept_rate([client_id], window.since, window.before, now=now)
    return Performance(
        months=months,
        tiles=figures.tiles(window, sheet),
        chart=chart(window, figures.goal_of(client_id, sheet)),
        balls=Balls(balls, count),
        kept=rate.kept,
        total=rate.total,
    )


def month_asked(client_id: int, month: str, now: datetime) -> tuple[Months, Window]:
    """The months to choose from, and the window of the chosen one; the desk knows since when there are any."""
    with walls.as_the_desk():
        return months_of(client_id, month, now)
