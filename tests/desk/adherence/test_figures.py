"""The figures: what was checked, found, mended and left, by rule, operator, client and week."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client as Browser

from madoguchi.desk.adherence.asked import Asked, asked_until
from madoguchi.desk.adherence.queries.figures import figures
from madoguchi.desk.adherence.rows import FiguresRow
from madoguchi.desk.adherence.typed import asked_of
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries.sight import sight_of
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.rulebook import in_force
from madoguchi.engines.rulebook import RULES
from tests import builders
from tests.desk.adherence.scene import sent


def asked(**changes: object) -> Asked:
    given = {"weeks": 4, "by": "rule", **changes}
    return asked_until(local_day(clock.now()), weeks=int(str(given["weeks"])), by=str(given["by"]))


def rows(person: Person, asking: Asked, *clients: Client) -> dict[str, FiguresRow]:
    with walls.transaction([client.pk for client in clients]):
        found = figures(asking, sight_of(person, clock.now()))
    return {row.number or row.name: row for row in found}


@pytest.fixture
def messages(hikari: Client, ann: Person) -> None:
    """Three messages of this week: one clean, one mended, one with two findings left in it."""
    sent(hikari, ann)
    sent(hikari, ann, "rewritten")
    sent(hikari, ann, "sent", "silenced")


@pytest.mark.usefixtures("messages")
def test_a_rules_row_counts_what_became_of_its_findings(hikari: Client, dai: Person) -> None:
    row = rows(dai, asked(), hikari)["0.5"]

    assert (row.checked.count, row.found.count, row.rewritten.count) == (3, 3, 1)
    assert (row.sent.count, row.silenced.count, row.reasoned.count) == (1, 1, 0)
    assert row.broken == 1
    assert row.kept_percent == pytest.approx(100 * 2 / 3)


@pytest.mark.usefixtures("messages")
def test_every_rule_has_a_row_and_one_without_findings_was_kept(
    hikari: Client, dai: Person
) -> None:
    found = rows(dai, asked(), hikari)

    in_book = [rule.number for rule in in_force.book().book.rules if rule.check]
    assert list(found) == in_book
    assert set(in_book) == {rule.number for rule in RULES.values()}
    assert found["0.1"].kept_percent == 100


def test_a_finding_that_a_reviewer_rejected_breaks_no_rule(
    hikari: Client, ann: Person, dai: Person
) -> None:
    sent(hikari, ann, "sent", verdict="rejected")

    row = rows(dai, asked(), hikari)["0.5"]

    assert (row.rejected.count, row.broken, row.kept_percent) == (1, 0, 100)
    assert row.precision_percent == 0


def test_a_rule_that_reviewers_often_reject_stands_out(
    hikari: Client, ann: Person, dai: Person
) -> None:
    for verdict in ("confirmed", "confirmed", "confirmed", "rejected", "rejected"):
        sent(hikari, ann, "sent", verdict=verdict)

    row = rows(dai, asked(), hikari)["0.5"]

    assert row.is_noisy
    assert row.precision_percent == 60


def test_four_reviews_are_too_few_to_call_a_rule_noisy(
    hikari: Client, ann: Person, dai: Person
) -> None:
    for _ in range(4):
        sent(hikari, ann, "sent", verdict="rejected")

    assert not rows(dai, asked(), hikari)["0.5"].is_noisy


@pytest.mark.usefixtures("messages")
def test_operators_and_clients_have_their_rows(hikari: Client, ann: Person, dai: Person) -> None:
    by_person = rows(dai, asked(by="person"), hikari)
    by_client = rows(dai, asked(by="client"), hikari)

    assert {name: row.checked.count for name, row in by_person.items()} == {ann.name: 3}
    assert {name: row.found.count for name, row in by_client.items()} == {hikari.name: 3}


def test_weeks_are_told_apart_and_older_ones_are_left_out(
    hikari: Client, ann: Person, dai: Person
) -> None:
    sent(hikari, ann, "sent")
    sent(hikari, ann, "sent", days_ago=7)
    sent(hikari, ann, "sent", days_ago=60)

    found = rows(dai, asked(by="week"), hikari)

    assert [row.found.count for row in found.values()] == [1, 1]


def test_nobody_checked_leaves_no_percentage(hikari: Client, dai: Person) -> None:
    assert rows(dai, asked(), hikari)["0.5"].kept_percent is None


def test_otto_sees_no_figure_of_hikari(hikari: Client, ann: Person, otto_browser: Browser) -> None:
    sent(hikari, ann, "sent")

    page = otto_browser.get("/adherence/", {"by": "person"}).content.decode()

    assert ann.name not in page
    assert hikari.name not in page


def test_a_forgotten_filter_shows_otto_nothing(
    hikari: Client, ann: Person, otto: Person, tsubame: Client
) -> None:
    sent(hikari, ann, "sent")

    assert rows(otto, asked(), tsubame)["0.5"].found.count == 0


@pytest.mark.usefixtures("messages")
def test_the_page_narrows_to_one_operator(hikari: Client, ann: Person, dai: Person) -> None:
    bob = builders.assigned(builders.a_person("bob"), hikari)
    sent(hikari, bob, "sent")

    page = builders.signed_in(dai).get(f"/adherence/?by=week&person={bob.pk}")

    [row] = page.context["rows"]
    assert (row.checked.count, row.found.count) == (1, 1)
    assert bob.name in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"weeks": "x", "by": "<b>"},
        {"week": "2026-13-40"},
        {"month": "2026-00"},
        {"rule": "no-such-rule", "person": "none", "client": "99999999999999999999"},
    ],
)
def test_what_cannot_be_read_asks_for_everything(
    ann_browser: Browser, query: dict[str, str]
) -> None:
    assert ann_browser.get("/adherence/", query).status_code == 200


def test_a_span_begins_on_a_monday_and_ends_with_the_week() -> None:
    asking = asked(weeks=12)

    assert asking.first.isoweekday() == asking.end.isoweekday() == 1
    assert asking.end - asking.first == timedelta(weeks=12)


@pytest.mark.usefixtures("messages")
def test_the_book_shows_beside_each_rule_how_well_it_is_kept(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)

    book = browser.get("/rulebook/").content.decode()
    rule = browser.get("/rulebook/rules/concrete-wording/").context["rule"]

    assert "66.7%" in book
    [at_hikari] = rule.clients
    assert (at_hikari.kept.found, at_hikari.kept.mended) == (3, 1)


@pytest.mark.usefixtures("messages")
def test_the_book_shows_otto_nothing_of_what_hikari_sent(otto_browser: Browser) -> None:
    assert "66.7%" not in otto_browser.get("/rulebook/").content.decode()


def test_a_reply_that_was_recalled_is_not_counted(hikari: Client, ann: Person, dai: Person) -> None:
    [finding] = sent(hikari, ann, "sent")
    with walls.transaction([hikari.pk]):
        Message.objects.filter(pk=finding.message_id).update(kind=Message.Kind.RECALLED)

    row = rows(dai, asked(), hikari)["0.5"]

    assert (row.checked.count, row.found.count) == (0, 0)


@pytest.mark.parametrize("days", ["day=2026-11-20", "week=2026-11-16", "month=2026-11"])
def test_days_that_the_address_names_stay_in_its_links(days: str) -> None:
    asking = asked_of(QueryDict(f"{days}&rule=concrete-wording"), local_day(clock.now()))

    assert days in asking.query(what="found")
    assert asked_of(QueryDict(asking.query()), local_day(clock.now())) == asking
    assert days not in asking.query(weeks=4, day="", week="", month="")
