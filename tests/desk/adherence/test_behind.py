"""The messages behind a figure, and a reviewer's word about a finding."""

import pytest
from django.test import Client as Browser

from madoguchi.desk.adherence.queries import behind
from madoguchi.desk.clients.models import Client
from madoguchi.desk.guard.models import GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.adherence.scene import sent


def listed(browser: Browser, **query: str) -> list[str]:
    page = browser.get("/adherence/findings/", query)
    return [row.outcome_label for row in page.context["page"].rows]


def reviewed(browser: Browser, finding: GuardFinding, verdict: str) -> int:
    path = f"/adherence/findings/{finding.pk}/review/"
    return browser.post(path, {"verdict": verdict}, headers={"HX-Request": "true"}).status_code


def kept(finding: GuardFinding) -> GuardFinding:
    with walls.transaction([finding.client_id]):
        return GuardFinding.objects.get(pk=finding.pk)


def test_a_figure_opens_the_messages_behind_it(hikari: Client, ann: Person, dai: Person) -> None:
    sent(hikari, ann, "sent", "rewritten")
    browser = builders.signed_in(dai)

    page = browser.get("/adherence/findings/", {"what": "sent", "rule": "concrete-wording"})

    [row] = page.context["page"].rows
    assert row.span == "なるべく早く"
    assert f'href="/conversations/{row.conversation_id}/"' in page.content.decode()
    assert listed(browser, what="checked") == ["指摘なし"]
    assert len(listed(browser, what="found")) == 2
    assert listed(browser, what="confirmed") == []


def test_the_list_goes_on_where_it_ended(
    hikari: Client, ann: Person, dai: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "SHOWN", 2)
    found = [one for _ in range(5) for one in sent(hikari, ann, "sent")]
    browser = builders.signed_in(dai)

    shown, query = [], "what=sent"
    while query:
        page = browser.get(f"/adherence/findings/?{query}").context["page"]
        shown += [row.pk for row in page.rows]
        query = page.older

    assert sorted(shown) == sorted(one.pk for one in found)


@pytest.mark.parametrize("verdict", ["confirmed", "rejected"])
def test_a_director_says_whether_the_guard_was_right(
    hikari: Client, ann: Person, dai: Person, verdict: str
) -> None:
    [finding] = sent(hikari, ann, "sent")

    assert reviewed(builders.signed_in(dai), finding, verdict) == 200

    after = kept(finding)
    assert (after.verdict, after.reviewed_by_id) == (verdict, dai.pk)
    assert after.reviewed_at is not None


def test_a_later_word_replaces_an_earlier_one(hikari: Client, ann: Person, dai: Person) -> None:
    [finding] = sent(hikari, ann, "sent")
    browser = builders.signed_in(dai)

    reviewed(browser, finding, "rejected")
    reviewed(browser, finding, "confirmed")

    assert kept(finding).verdict == "confirmed"


def test_an_operator_does_not_review(hikari: Client, ann: Person, ann_browser: Browser) -> None:
    bob = builders.assigned(builders.a_person("bob"), hikari)
    [finding] = sent(hikari, bob, "sent")

    assert reviewed(ann_browser, finding, "rejected") == 422
    assert kept(finding).verdict == ""


def test_a_director_does_not_review_what_they_sent_themselves(hikari: Client, dai: Person) -> None:
    [finding] = sent(hikari, dai, "sent")
    browser = builders.signed_in(dai)

    answer = browser.post(f"/adherence/findings/{finding.pk}/review/", {"verdict": "rejected"})

    assert answer.status_code == 422
    assert "ほかのディレクター" in answer.content.decode()
    assert kept(finding).verdict == ""


def test_a_verdict_that_is_none_is_no_page(hikari: Client, ann: Person, dai: Person) -> None:
    [finding] = sent(hikari, ann, "sent")

    assert reviewed(builders.signed_in(dai), finding, "maybe") == 404


def test_otto_opens_and_reviews_no_finding_of_hikari(
    hikari: Client, ann: Person, otto_browser: Browser
) -> None:
    [finding] = sent(hikari, ann, "sent")

    assert listed(otto_browser, what="found", client=str(hikari.pk)) == []
    assert listed(otto_browser, what="checked") == []
    assert reviewed(otto_browser, finding, "rejected") == 404
    assert kept(finding).verdict == ""


def test_without_script_a_review_leads_back_to_the_figures(
    hikari: Client, ann: Person, dai: Person
) -> None:
    [finding] = sent(hikari, ann, "sent")
    path = f"/adherence/findings/{finding.pk}/review/"

    answer = builders.signed_in(dai).post(path, {"verdict": "confirmed"})

    assert (answer.status_code, answer["Location"]) == (302, "/adherence/")


@pytest.mark.parametrize("before", ["x", "2026-13-01T00:00:00+09:00~1", "2026-11-01T00:00:00~1"])
def test_a_place_that_cannot_be_read_shows_the_beginning(
    hikari: Client, ann: Person, ann_browser: Browser, before: str
) -> None:
    sent(hikari, ann, "sent")

    assert len(listed(ann_browser, what="sent", before=before)) == 1
