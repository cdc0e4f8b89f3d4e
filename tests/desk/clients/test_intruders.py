"""A client's phrases, words and severities: who works there without leading it changes none of them."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.actions import phrases, severities, vocabulary
from madoguchi.desk.clients.authority import AdminNeeded, DirectorNeeded
from madoguchi.desk.clients.models import Assignment, Client, ClientPhrase, RuleSeverity, Term
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.engines.rulebook import Severity
from tests import builders

POSTED = {
    "client-phrases": {"kind": "forbid", "phrase": "必ず"},
    "client-phrase-removal": {"phrase": "1"},
    "client-terms": {"avoided": "商品", "preferred": "お品"},
    "client-term-removal": {"term": "1"},
    "client-terms-import": {"text": "避ける語,使う語\n商品,お品", "do": "import"},
    "client-rules": {"rule": "reply-promise", "severity": "off"},
}


def settings(client: Client) -> list[int]:
    with walls.transaction([client.pk]):
        return [model.objects.count() for model in (ClientPhrase, Term, RuleSeverity)]


def somebody(who: str, hikari: Client, tsubame: Client) -> Person:
    person = builders.a_person(who)
    match who:
        case "ended":
            builders.assigned(person, hikari, role="director", ends_at=clock.now())
        case "elsewhere":
            builders.assigned(person, tsubame, role="director")
        case "both":
            builders.assigned(person, tsubame, role="director")
            builders.assigned(person, hikari)
        case "operator" | "trainee":
            builders.assigned(person, hikari)
    if who == "trainee":
        with walls.transaction([hikari.pk]):
            Assignment.objects.filter(person=person).update(in_training=True)
    return person


@pytest.mark.parametrize("who", ["operator", "trainee", "ended", "elsewhere", "both"])
def test_who_does_not_lead_the_client_changes_nothing(
    who: str, hikari: Client, tsubame: Client
) -> None:
    person = somebody(who, hikari, tsubame)
    browser = builders.signed_in(person)

    for name, form in POSTED.items():
        assert browser.post(reverse(name, args=[hikari.pk]), form).status_code == 404

    wording = phrases.Wording(kind=ClientPhrase.Kind.FORBID, phrase="必ず")
    with walls.transaction([hikari.pk]):
        with pytest.raises(DirectorNeeded):
            phrases.add_phrase(client_id=hikari.pk, wording=wording, person=person, now=clock.now())
        with pytest.raises(DirectorNeeded):
            vocabulary.add_term(
                client_id=hikari.pk, avoided="a", preferred="b", person=person, now=clock.now()
            )
        with pytest.raises(AdminNeeded):
            severities.set_severity(
                client_id=hikari.pk,
                rule="reply-promise",
                severity=Severity.HINT,
                person=person,
                now=clock.now(),
            )
    assert settings(hikari) == [0, 0, 0]


def test_a_director_makes_no_rule_milder(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)
    for severity in ("off", "hint", "block", "none"):
        form = {"rule": "reply-promise", "severity": severity}
        assert browser.post(reverse("client-rules", args=[hikari.pk]), form).status_code == 422

    assert settings(hikari) == [0, 0, 0]


def test_no_form_of_another_site_changes_them(hikari: Client, ada: Person) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(ada)

    for name, form in POSTED.items():
        assert browser.post(reverse(name, args=[hikari.pk]), form).status_code == 403
    assert settings(hikari) == [0, 0, 0]


def test_another_clients_phrase_or_word_is_not_removed_through_ones_own(
    hikari: Client, tsubame: Client, ada: Person
) -> None:
    """An admin leads both; the number is of the other's."""
    browser = builders.signed_in(ada)
    for name in ("client-phrases", "client-terms"):
        assert browser.post(reverse(name, args=[tsubame.pk]), POSTED[name]).status_code == 302
    with walls.transaction([tsubame.pk]):
        phrase, term = ClientPhrase.objects.get(), Term.objects.get()

    answers = [
        browser.post(reverse("client-phrase-removal", args=[hikari.pk]), {"phrase": phrase.pk}),
        browser.post(reverse("client-term-removal", args=[hikari.pk]), {"term": term.pk}),
    ]

    assert [one.status_code for one in answers] == [422, 422]
    assert settings(tsubame) == [1, 1, 0]


@pytest.mark.parametrize(
    "phrase", [".*", "(a+)+$", "[", "\\", "あ|い", "<script>alert(1)</script>"]
)
def test_a_phrase_is_words_and_no_pattern(
    phrase: str, hikari: Client, dai: Person, ann: Person
) -> None:
    director = builders.signed_in(dai)
    page = reverse("client-phrases", args=[hikari.pk])
    assert director.post(page, {"kind": "forbid", "phrase": phrase}).status_code == 302
    conversation = builders.a_conversation(hikari)
    guard = reverse("conversation-guard", args=[conversation.pk])
    browser = builders.signed_in(ann)

    clean = browser.post(guard, {"body": "お品は3点です。" + "a" * 2_000 + "b"})
    found = browser.post(guard, {"body": f"お品は{phrase}です。"})

    rules = [
        [one.rule for one in answer.context["composer"].guard.findings] for answer in (clean, found)
    ]
    assert "forbidden-promise" not in rules[0]
    assert "forbidden-promise" in rules[1]
    assert "<script>alert" not in director.get(page).content.decode() + found.content.decode()
