"""A client's phrases: added, refused, taken away, by whom; and the page that does it."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.actions import phrases
from madoguchi.desk.clients.actions.phrases import Wording
from madoguchi.desk.clients.authority import DirectorNeeded
from madoguchi.desk.clients.models import Client, ClientPhrase
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests import builders

NOW = builders.NOW
FORBID, REQUIRE = ClientPhrase.Kind.FORBID, ClientPhrase.Kind.REQUIRE


def add(client: Client, person: Person, **wording: Any) -> ClientPhrase:
    with walls.transaction([client.pk]):
        given = Wording(**{"kind": FORBID, "phrase": "全額", **wording})
        return phrases.add_phrase(client_id=client.pk, wording=given, person=person, now=NOW)


def test_a_director_adds_a_phrase_and_takes_it_away(hikari: Client, dai: Person) -> None:
    added = add(hikari, dai, phrase="  全額　返金 ", tag="返品")

    assert (added.phrase, added.tag, added.created_by, added.at) == ("全額 返金", "", dai, NOW)
    with walls.transaction([hikari.pk]):
        phrases.remove_phrase(client_id=hikari.pk, phrase_id=added.pk, person=dai, now=NOW)
        assert not ClientPhrase.objects.exists()
        with pytest.raises(phrases.NoSuchPhrase):
            phrases.remove_phrase(client_id=hikari.pk, phrase_id=added.pk, person=dai, now=NOW)
        kinds = Event.objects.order_by("pk").values_list("kind", flat=True)
        assert list(kinds) == ["PhraseAdded", "PhraseRemoved"]


def test_a_required_phrase_may_count_for_one_tag(hikari: Client, dai: Person) -> None:
    assert add(hikari, dai, kind=REQUIRE, tag="返品").tag == "返品"
    assert add(hikari, dai, kind=REQUIRE).tag == ""


@pytest.mark.parametrize(
    ("wording", "refusal"),
    [
        ({"phrase": " 　"}, phrases.PhraseMissing),
        ({"phrase": "あ" * 81}, phrases.PhraseTooLong),
        ({"kind": REQUIRE, "tag": "あ" * 41}, phrases.PhraseTooLong),
        ({}, phrases.PhraseTaken),
    ],
)
def test_what_says_nothing_too_much_or_the_same_is_refused(
    wording: dict[str, Any], refusal: type[Exception], hikari: Client, dai: Person
) -> None:
    add(hikari, dai)

    with pytest.raises(refusal):
        add(hikari, dai, **wording)


def test_there_is_an_end_to_phrases(
    hikari: Client, dai: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "MOST", 1)
    add(hikari, dai)

    with pytest.raises(phrases.TooManyPhrases):
        add(hikari, dai, phrase="必ず")


def test_an_operator_changes_no_phrases(hikari: Client, ann: Person, dai: Person) -> None:
    there = add(hikari, dai)

    with pytest.raises(DirectorNeeded):
        add(hikari, ann, phrase="必ず")
    with walls.transaction([hikari.pk]), pytest.raises(DirectorNeeded):
        phrases.remove_phrase(client_id=hikari.pk, phrase_id=there.pk, person=ann, now=NOW)


def test_the_page_adds_shows_refuses_and_removes(
    hikari: Client, dai: Person, ann_browser: Browser, otto_browser: Browser
) -> None:
    browser, path = builders.signed_in(dai), reverse("client-phrases", args=[hikari.pk])
    form = {"kind": "require", "phrase": "返品は8日以内", "tag": "返品"}

    assert browser.post(path, form).status_code == 302
    refused = browser.post(path, form)
    assert refused.status_code == 422
    assert "もう登録されています" in refused.content.decode()
    [row] = browser.get(path).context["phrases"]
    assert (row.phrase, row.tag, row.is_required) == ("返品は8日以内", "返品", True)

    removal = reverse("client-phrase-removal", args=[hikari.pk])
    for stranger in (ann_browser, otto_browser):
        assert stranger.get(path).status_code == 404
        assert stranger.post(removal, {"phrase": row.pk}).status_code == 404
    assert browser.post(removal, {"phrase": row.pk}).status_code == 302
    assert browser.post(removal, {"phrase": row.pk}).status_code == 422


def test_a_rule_is_switched_off_on_the_page(hikari: Client, ada: Person) -> None:
    browser, path = builders.signed_in(ada), reverse("client-rules", args=[hikari.pk])

    browser.post(path, {"rule": "concrete-wording", "severity": "off"})

    rows = {one.slug: one for one in browser.get(path).context["rules"]}
    assert (rows["concrete-wording"].severity, rows["concrete-wording"].label) == ("off", "切")
    with walls.transaction([hikari.pk], provider_wide=True):
        event = Event.objects.get(kind="RuleSeverityChanged")
    assert event.data["changes"][0]["after"] == "off"
