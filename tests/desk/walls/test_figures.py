"""Adherence, reviews and self-checks: nobody reads or judges what is not theirs, whatever they ask."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.adherence.models import SelfCheck
from madoguchi.desk.clients.actions import give_reason
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.guard.models import GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.adherence.scene import sent

PAGES = ("adherence", "adherence-behind", "self-checks", "rulebook")
BY = ("rule", "person", "client", "week")


def shown(browser: Browser, name: str, **query: str | int) -> str:
    answer = browser.get(reverse(name), query)
    assert answer.status_code == 200
    return answer.content.decode()


def verdicts(client: Client) -> list[str]:
    with walls.transaction([client.pk]):
        return list(GuardFinding.objects.values_list("verdict", flat=True))


def test_no_figure_of_ottos_moves_by_what_others_send(
    hikari: Client, ann: Person, otto_browser: Browser
) -> None:
    def pages() -> list[object]:
        rows = [otto_browser.get(reverse("adherence"), {"by": by}).context["rows"] for by in BY]
        book = otto_browser.get(reverse("rulebook")).context["list"].chapters
        return [*rows, book, shown(otto_browser, "adherence-behind", what="checked")[-400:]]

    before = pages()
    for outcome in ("sent", "reasoned", "rewritten"):
        sent(hikari, ann, outcome)

    assert pages() == before


@pytest.mark.parametrize("name", ["adherence", "adherence-behind"])
def test_a_number_in_the_address_tells_no_name_of_somebody_elsewhere(
    name: str, hikari: Client, ann: Person, ada: Person, otto_browser: Browser
) -> None:
    sent(hikari, ann, "sent")

    for person in (ann, ada):
        assert person.name not in shown(otto_browser, name, person=person.pk, client=hikari.pk)


def test_who_works_for_two_clients_is_counted_in_each_apart(
    hikari: Client, tsubame: Client, ann: Person, dai: Person
) -> None:
    builders.assigned(ann, tsubame)
    sent(hikari, ann, "sent")
    for _ in range(3):
        sent(tsubame, ann, "sent")

    page = builders.signed_in(dai).get(reverse("adherence"), {"by": "person"})

    [row] = page.context["rows"]
    assert (row.name, row.checked.count, row.found.count) == (ann.name, 1, 1)
    assert tsubame.name not in page.content.decode()


def test_what_somebody_sent_before_they_left_keeps_their_name(
    hikari: Client, ann: Person, dai: Person
) -> None:
    sent(hikari, ann, "sent")
    with walls.transaction([hikari.pk]):
        Assignment.objects.filter(person=ann).update(ends_at=clock.now())

    assert ann.name in shown(builders.signed_in(dai), "adherence", person=ann.pk)


def test_whose_assignment_just_ended_sees_nothing_more(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    sent(hikari, ann, "sent")
    assert "なるべく早く" in shown(ann_browser, "adherence-behind")

    with walls.transaction([hikari.pk]):  # the database's own clock stands while a test runs
        Assignment.objects.filter(person=ann).update(ends_at=clock.now() - timedelta(minutes=1))

    assert "なるべく早く" not in shown(ann_browser, "adherence-behind")
    for name in PAGES:
        assert hikari.name not in shown(ann_browser, name)


@pytest.mark.parametrize("who", ["operator", "trainee", "admin", "ended", "elsewhere"])
def test_nobody_but_the_director_judges(
    who: str, hikari: Client, ann: Person, ada: Person, tsubame: Client
) -> None:
    [finding] = sent(hikari, ann, "sent")
    person = _somebody(who, hikari, tsubame, ada)
    browser = builders.signed_in(person)

    review = browser.post(reverse("adherence-review", args=[finding.pk]), {"verdict": "rejected"})
    check = browser.post(reverse("self-check", args=[hikari.pk]), {"note": "よし"})

    assert review.status_code in {404, 422}
    assert check.status_code in {404, 422}
    assert verdicts(hikari) == [""]
    with walls.transaction([hikari.pk]):
        assert not SelfCheck.objects.exists()


def _somebody(who: str, hikari: Client, tsubame: Client, ada: Person) -> Person:
    bea = builders.a_person("bea")
    match who:
        case "admin":
            with walls.transaction([hikari.pk], provider_wide=True):
                give_reason(client_id=hikari.pk, person=ada, reason="調査", now=clock.now())
            return ada
        case "ended":
            return builders.assigned(bea, hikari, role="director", ends_at=clock.now())
        case "elsewhere":
            return builders.assigned(bea, tsubame, role="director")
    builders.assigned(bea, hikari)
    if who == "trainee":
        with walls.transaction([hikari.pk]):
            Assignment.objects.filter(person=bea).update(in_training=True)
    return bea


def test_a_review_of_nobody_signed_in_leads_to_the_door(hikari: Client, ann: Person) -> None:
    [finding] = sent(hikari, ann, "sent")

    answer = Browser().post(
        reverse("adherence-review", args=[finding.pk]), {"verdict": "confirmed"}
    )

    assert answer.headers["Location"].startswith(reverse("sign-in"))
    assert verdicts(hikari) == [""]


@pytest.mark.parametrize(
    "query",
    [
        {"week": "0001-01-01"},
        {"week": "9999-12-31"},
        {"month": "0001-01"},
        {"month": "9999-12"},
        {"before": "0001-01-01T00:00:00+23:59~1"},
        {"before": "9999-12-31T23:59:59-23:59~999999999999999"},
        {"rule": "\x00", "what": "\x00", "by": "\x00", "person": "\x00"},
        {"person": "999999999999999", "client": "999999999999999"},
    ],
)
@pytest.mark.parametrize("name", ["adherence", "adherence-behind"])
def test_no_address_breaks_the_page(
    name: str, query: dict[str, str], hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    sent(hikari, ann, "sent")

    assert ann_browser.get(reverse(name), query).status_code == 200


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "10000-01", "-1", "2026-11-01~"])
def test_a_month_out_of_all_time_is_no_page(month: str, hikari: Client, dai: Person) -> None:
    path = reverse("self-check", args=[hikari.pk]) + f"?month={month}"
    browser = builders.signed_in(dai)

    assert browser.get(path).status_code == 404
    assert browser.post(path, {"note": "よし"}).status_code == 404
