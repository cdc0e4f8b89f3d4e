"""The monthly self-check: measured figures and a director's judgement, kept as they were."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client as Browser

from madoguchi.desk.adherence.models import SelfCheck, SelfCheckLine
from madoguchi.desk.adherence.queries.selfchecks import JUDGED
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.days import local_day
from tests import builders
from tests.desk.adherence.scene import sent


def this_month() -> date:
    return local_day(clock.now()).replace(day=1)


def path(client: Client, month: date | None = None) -> str:
    return f"/adherence/self-checks/{client.pk}/?month={month or this_month():%Y-%m}"


def judged(**changes: str) -> dict[str, str]:
    return {**{f"judgement-{slug}": "kept" for slug in JUDGED}, "note": "落ち着いた月", **changes}


def lines(client: Client) -> dict[str, SelfCheckLine]:
    with walls.transaction([client.pk]):
        return {line.rule: line for line in SelfCheckLine.objects.filter(client=client)}


def test_the_seventeen_rules_of_communication_are_judged() -> None:
    assert len(JUDGED) == 17


def test_a_director_fills_in_the_month_with_its_figures(
    hikari: Client, ann: Person, dai: Person
) -> None:
    sent(hikari, ann, "sent")
    sent(hikari, ann)
    browser = builders.signed_in(dai)

    answer = browser.post(path(hikari), judged(**{"note-concrete-wording": "数字を書く練習を"}))

    assert answer.status_code == 302
    kept = lines(hikari)["concrete-wording"]
    assert (kept.checked, kept.broken, kept.judgement) == (2, 1, "kept")
    page = browser.get(path(hikari)).content.decode()
    assert "数字を書く練習を" in page
    assert dai.name in page
    assert "落ち着いた月" in page


def test_what_was_filled_in_is_listed(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)
    browser.post(path(hikari), judged(**{"judgement-respect": "not_kept"}))

    page = browser.get("/adherence/self-checks/")

    newest = page.context["months"][0]
    assert (newest.person_name, newest.kept, newest.not_kept) == (dai.name, 16, 1)


def test_a_rule_that_is_not_judged_refuses_and_nothing_typed_is_lost(
    hikari: Client, dai: Person
) -> None:
    typed = judged(**{"judgement-respect": "", "note-reply-promise": "夜間に弱い"})

    answer = builders.signed_in(dai).post(path(hikari), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "すべてのルール" in page
    assert "夜間に弱い" in page
    assert "落ち着いた月" in page
    assert lines(hikari) == {}


def test_a_month_is_filled_in_once(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)
    browser.post(path(hikari), judged())

    again = browser.post(path(hikari), judged(note="もう一度"))

    assert again.status_code == 422
    assert "もう記入されています" in again.content.decode()


def test_a_month_to_come_cannot_be_filled_in(hikari: Client, dai: Person) -> None:
    coming = (this_month() + timedelta(days=32)).replace(day=1)

    assert builders.signed_in(dai).post(path(hikari, coming), judged()).status_code == 422


def test_a_month_before_the_first_message_is_none_of_the_desks(
    hikari: Client, ann: Person, dai: Person
) -> None:
    before = (this_month() - timedelta(days=1)).replace(day=1)
    browser = builders.signed_in(dai)
    listed = browser.get("/adherence/self-checks/").context["months"]

    assert [row.month for row in listed] == [this_month()]
    assert browser.get(path(hikari, before)).status_code == 404
    refused = browser.post(path(hikari, before), judged())
    assert refused.status_code == 422
    assert "まだ窓口から何も送信していません" in refused.content.decode()
    assert lines(hikari) == {}


def test_a_month_in_which_the_desk_sent_something_is_filled_in_later(
    hikari: Client, ann: Person, dai: Person
) -> None:
    before = (this_month() - timedelta(days=1)).replace(day=1)
    sent(hikari, ann, days_ago=(local_day(clock.now()) - before).days)
    browser = builders.signed_in(dai)

    assert browser.get(path(hikari, before)).status_code == 200
    assert browser.post(path(hikari, before), judged()).status_code == 302
    months = browser.get("/adherence/self-checks/").context["months"]
    assert [(row.month, bool(row.at)) for row in months] == [(this_month(), False), (before, True)]


def test_a_sheet_of_a_month_to_come_is_no_page(hikari: Client, dai: Person) -> None:
    coming = (this_month() + timedelta(days=32)).replace(day=1)

    assert builders.signed_in(dai).get(path(hikari, coming)).status_code == 404


def test_a_note_has_an_end(hikari: Client, dai: Person) -> None:
    assert builders.signed_in(dai).post(path(hikari), judged(note="あ" * 1001)).status_code == 422


def test_a_month_that_is_none_is_no_page(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)

    assert browser.get(f"/adherence/self-checks/{hikari.pk}/?month=2026-13").status_code == 404


def test_what_was_filled_in_is_never_changed(hikari: Client, dai: Person) -> None:
    builders.signed_in(dai).post(path(hikari), judged())

    with (
        walls.transaction([hikari.pk]),
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
    ):
        SelfCheck.objects.filter(client=hikari).update(note="よい月")


def test_an_operator_sees_the_months_and_opens_none(hikari: Client, ann_browser: Browser) -> None:
    assert ann_browser.get("/adherence/self-checks/").status_code == 200
    assert ann_browser.get(path(hikari)).status_code == 404
    assert ann_browser.post(path(hikari), judged()).status_code == 404


def test_otto_finds_no_self_check_of_hikari(
    hikari: Client, dai: Person, otto_browser: Browser
) -> None:
    builders.signed_in(dai).post(path(hikari), judged())

    assert otto_browser.get(path(hikari)).status_code == 404
    months = otto_browser.get("/adherence/self-checks/").context["months"]
    assert hikari.pk not in {row.client.pk for row in months}
