"""The sheet's figures of an earlier month: what the desk and the client read is the same."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.expectations.models import Sheet, SheetFigure
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.days import local
from tests import builders
from tests.desk.expectations.scene import agreed

pytestmark = pytest.mark.django_db
LAST_MONTH = local(clock.now()).replace(day=1) - timedelta(days=3)
SLUG = f"{LAST_MONTH:%Y-%m}"
PART = {"HX-Request": "true", "HX-Target": "sheet-figures"}


@pytest.fixture
def sheet(hikari: Client, dai: Person) -> Sheet:
    """The sheet that both sides agreed to."""
    return agreed(hikari, dai)


@pytest.fixture
def once(hikari: Client, ann: Person) -> Conversation:
    """A question of last month, answered within ten minutes."""
    at = LAST_MONTH.replace(hour=11, minute=0, second=0, microsecond=0)
    while at.weekday() > 4:
        at -= timedelta(days=1)
    conversation = builders.a_conversation(hikari, received_at=at)
    builders.replied(conversation, ann)
    return conversation


def test_both_sides_read_the_same_figures_of_last_month(
    sheet: Sheet, once: Conversation, hikari: Client, ann: Person, cora: Person
) -> None:
    ours, theirs = f"/clients/{hikari.pk}/expectations/", "/portal/expectations/"
    for person, path in ((ann, ours), (cora, theirs)):
        browser = builders.signed_in(person)
        then = browser.get(f"{path}?month={SLUG}").content.decode()
        now = browser.get(path).content.decode()
        part = browser.get(f"{path}?month={SLUG}", headers=PART).content.decode()

        assert "1件中 1件" in then
        assert "1件中 1件" not in now
        assert "1件中 1件" in part
        assert part.lstrip().startswith("<section")


def test_a_figure_opens_what_it_counted_last_month(
    sheet: Sheet, once: Conversation, hikari: Client, ann: Person, otto: Person
) -> None:
    with walls.transaction([hikari.pk]):
        figure = SheetFigure.objects.get(sheet=sheet, measure="first_reply_within")
    path = f"/clients/figures/{figure.pk}/?month={quote(SLUG)}"

    assert f"MG-{once.pk}" in builders.signed_in(ann).get(path).content.decode()
    assert builders.signed_in(otto).get(path).status_code == 404
