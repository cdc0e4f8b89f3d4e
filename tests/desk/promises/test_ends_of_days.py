"""「本日中に」 of a desk that never closes: due at midnight, and that is the end of today for everybody who looks."""

from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.days import local_day, midnight
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.given import Given
from madoguchi.desk.promises.models import Promise
from tests import builders
from tests.desk.conversations.posting import page_of

DAY = timedelta(days=1)


def due_at(hikari: Client, owner: Person, at: datetime) -> Promise:
    with walls.transaction([hikari.pk]):
        [promise] = give_promises(
            client_id=hikari.pk,
            given=[Given(what="棚卸しの回答", due_at=at)],
            given_at=at - 2 * DAY,
            given_by=owner,
            owner=owner,
        )
    return promise


@pytest.fixture
def tonight() -> datetime:
    """The end of this day."""
    return midnight(local_day(clock.now()) + DAY)


def test_it_is_read_and_counted_as_todays(hikari: Client, ann: Person, tonight: datetime) -> None:
    promise = due_at(hikari, ann, tonight)
    browser, today = builders.signed_in(ann), local_day(clock.now())

    assert "24:00" in page_of(browser.get(f"/promises/{promise.pk}/"))
    assert "棚卸しの回答" in page_of(browser.get(f"/promises/?to={today}"))
    assert "棚卸しの回答" in page_of(browser.get(f"/promises/?from={today}&to={today}"))
    assert "棚卸しの回答" not in page_of(browser.get(f"/promises/?from={today + DAY}"))
    assert "24:00" in page_of(browser.get("/tasks/today/"))


def test_what_is_due_a_moment_later_is_tomorrows(
    hikari: Client, ann: Person, tonight: datetime
) -> None:
    due_at(hikari, ann, tonight + timedelta(minutes=1))
    browser, today = builders.signed_in(ann), local_day(clock.now())

    assert "棚卸しの回答" not in page_of(browser.get(f"/promises/?to={today}"))
    assert "棚卸しの回答" in page_of(browser.get(f"/promises/?from={today + DAY}"))


def test_the_board_counts_it_among_todays(hikari: Client, dai: Person, tonight: datetime) -> None:
    due_at(hikari, dai, tonight)

    shown = page_of(builders.signed_in(dai).get("/board/"))

    assert "棚卸しの回答" in shown
    assert "24:00" in shown
