"""A client's addresses, words and rules: changed, refused, told."""

from typing import Any

import pytest

from madoguchi.desk.clients.actions import addresses, severities, vocabulary
from madoguchi.desk.clients.models import (
    Address,
    Client,
    RuleSeverity,
    Term,
)
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.engines.rulebook import Severity
from tests import builders

NOW = builders.NOW


def _changes(kind: str) -> list[tuple[str, str, str]]:
    [event] = Event.objects.filter(kind=kind).order_by("-pk")[:1]
    return [(one["what"], one["before"], one["after"]) for one in event.data["changes"]]


def test_answers_come_from_the_address_that_was_made_the_default(
    hikari: Client, ada: Person
) -> None:
    with walls.transaction([], provider_wide=True):
        given: dict[str, Any] = {"client_id": hikari.pk, "person": ada, "now": NOW}
        gift = addresses.add_address(**given, address="gift@hikari.example")
        first = Address.objects.get(is_default=True)
        addresses.make_default(**given, address_id=gift.pk)
        addresses.make_default(**given, address_id=gift.pk)
        with pytest.raises(addresses.AddressNeeded):
            addresses.remove_address(**given, address_id=gift.pk)
        addresses.remove_address(**given, address_id=first.pk)

        assert [(one.pk, one.is_default) for one in Address.objects.all()] == [(gift.pk, True)]
        assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
            "AddressAdded",
            "DefaultAddressChanged",
            "AddressRemoved",
        ]


@pytest.mark.parametrize("address", ["", "x", "a@b@c.example", "support@hikari.example"])
def test_an_address_that_is_none_or_taken_is_refused(
    address: str, hikari: Client, tsubame: Client, ada: Person
) -> None:
    with (
        walls.transaction([], provider_wide=True),
        pytest.raises(addresses.CannotChangeAddress),
    ):
        addresses.add_address(client_id=tsubame.pk, address=address, person=ada, now=NOW)


def test_the_address_of_another_client_is_none_here(
    hikari: Client, tsubame: Client, ada: Person
) -> None:
    with walls.transaction([], provider_wide=True):
        foreign = Address.objects.get(client=tsubame)
        for act in (addresses.make_default, addresses.remove_address):
            with pytest.raises(addresses.NoSuchAddress):
                act(client_id=hikari.pk, address_id=foreign.pk, person=ada, now=NOW)


def test_words_are_added_corrected_and_taken_away_by_the_director(
    hikari: Client, dai: Person
) -> None:
    with walls.transaction([hikari.pk]):
        given: dict[str, Any] = {"client_id": hikari.pk, "person": dai, "now": NOW}
        term = vocabulary.add_term(**given, avoided=" 商品 ", preferred="お品")
        vocabulary.change_term(**given, term_id=term.pk, avoided="商品", preferred="品もの")
        vocabulary.change_term(**given, term_id=term.pk, avoided="商品", preferred="品もの")
        assert _changes("TermChanged") == [("preferred", "お品", "品もの")]
        vocabulary.remove_term(**given, term_id=term.pk)

        assert not Term.objects.exists()
        assert [one.kind for one in Event.objects.order_by("pk")] == [
            "TermAdded",
            "TermChanged",
            "TermRemoved",
        ]
        with pytest.raises(vocabulary.NoSuchTerm):
            vocabulary.remove_term(**given, term_id=term.pk)


@pytest.mark.parametrize(
    ("avoided", "preferred"),
    [("", "お品"), ("商品", ""), ("同じ", "同じ"), ("x" * 81, "y"), ("製品", "お品")],
)
def test_words_that_say_nothing_are_refused(
    avoided: str, preferred: str, hikari: Client, dai: Person
) -> None:
    with walls.transaction([hikari.pk]):
        given: dict[str, Any] = {"client_id": hikari.pk, "person": dai, "now": NOW}
        vocabulary.add_term(**given, avoided="製品", preferred="お品")
        with pytest.raises(vocabulary.CannotChangeVocabulary):
            vocabulary.add_term(**given, avoided=avoided, preferred=preferred)


def test_a_rule_gets_harder_and_standard_again(hikari: Client, ada: Person) -> None:
    put: dict[str, Any] = {
        "client_id": hikari.pk,
        "rule": "concrete-wording",
        "person": ada,
        "now": NOW,
    }
    with walls.transaction([], provider_wide=True):
        severities.set_severity(**put, severity=Severity.BLOCK)
        assert RuleSeverity.objects.get().severity == "block"
        severities.set_severity(**put, severity=None)
        assert not RuleSeverity.objects.exists()
        assert _changes("RuleSeverityChanged") == [("severity", "block", "standard")]
        with pytest.raises(severities.CannotSetSeverity):
            severities.set_severity(**{**put, "rule": "made-up"}, severity=None)
