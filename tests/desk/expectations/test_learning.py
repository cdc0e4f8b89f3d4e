"""Words that the client's side uses where our replies use another one are suggested to the director."""

import pytest

from madoguchi.desk.clients.actions import suggestions, vocabulary
from madoguchi.desk.clients.authority import DirectorNeeded
from madoguchi.desk.clients.models import Client, Term, TermSuggestion
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.expectations.actions import learning
from madoguchi.desk.expectations.learning import Use, suggested
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

NOW = builders.NOW


def said(client: Client, kind: str, text: str, author: Person) -> Message:
    """One message of either side."""
    conversation = Conversation.objects.filter(client=client).latest("pk")
    return Message.objects.create(
        client=client,
        conversation=conversation,
        kind=kind,
        author=author if kind == "reply" else None,
        at=NOW,
        text=text,
    )


def talked(client: Client, author: Person, *, theirs: str, ours: str, times: int = 3) -> None:
    builders.a_conversation(client)
    with walls.transaction([client.pk]):
        for _ in range(times):
            said(client, "customer", theirs, author)
            said(client, "reply", ours, author)


def learned(client: Client) -> list[tuple[str, str, str]]:
    with walls.transaction([client.pk]):
        learning.learn(client_id=client.pk, now=NOW)
        rows = TermSuggestion.objects.filter(client=client).order_by("pk")
        return list(rows.values_list("avoided", "preferred", "state"))


def test_their_word_is_suggested_for_ours(hikari: Client, ann: Person) -> None:
    talked(hikari, ann, theirs="配送料はいくらですか。", ours="送料は500円です。")

    assert learned(hikari) == [("送料", "配送料", "open")]
    with walls.transaction([hikari.pk]):
        one = TermSuggestion.objects.get()
        newest = Message.objects.filter(kind="customer").latest("pk")
        assert (one.their_count, one.our_count) == (3, 3)
        assert one.their_examples[0] == [newest.conversation_id, newest.pk]
        assert len(one.our_examples) == 3


def test_a_message_is_counted_once_however_often_it_says_it_and_never_again(
    hikari: Client, ann: Person
) -> None:
    talked(hikari, ann, theirs="配送料、配送料、配送料。", ours="送料です。", times=2)
    assert learned(hikari) == []
    assert learned(hikari) == []

    talked(hikari, ann, theirs="配送料", ours="送料です。", times=1)

    assert learned(hikari) == [("送料", "配送料", "open")]


def test_another_clients_words_are_its_own(hikari: Client, tsubame: Client, ann: Person) -> None:
    talked(hikari, ann, theirs="配送料はいくらですか。", ours="送料は500円です。")

    assert learned(tsubame) == []


def test_what_is_in_the_vocabulary_is_not_suggested(
    hikari: Client, ann: Person, dai: Person
) -> None:
    with walls.transaction([hikari.pk]):
        vocabulary.add_term(
            client_id=hikari.pk, avoided="配送料", preferred="送料", person=dai, now=NOW
        )
    talked(hikari, ann, theirs="配送料はいくらですか。", ours="送料は500円です。")

    assert learned(hikari) == []


def test_a_director_adopts_and_it_is_a_term(hikari: Client, ann: Person, dai: Person) -> None:
    talked(hikari, ann, theirs="配送料はいくらですか。", ours="送料は500円です。")
    learned(hikari)
    with walls.transaction([hikari.pk]):
        one = TermSuggestion.objects.get()
        mine, pk = hikari.pk, one.pk
        with pytest.raises(DirectorNeeded):
            suggestions.adopt_suggestion(client_id=mine, suggestion_id=pk, person=ann, now=NOW)
        suggestions.adopt_suggestion(client_id=mine, suggestion_id=pk, person=dai, now=NOW)
        with pytest.raises(suggestions.SuggestionDecided):
            suggestions.dismiss_suggestion(client_id=mine, suggestion_id=pk, person=dai, now=NOW)
        assert Term.objects.values_list("avoided", "preferred").get() == ("送料", "配送料")


def test_what_was_dismissed_is_not_suggested_again(
    hikari: Client, ann: Person, dai: Person
) -> None:
    talked(hikari, ann, theirs="配送料はいくらですか。", ours="送料は500円です。")
    learned(hikari)
    with walls.transaction([hikari.pk]):
        one = TermSuggestion.objects.get()
        suggestions.dismiss_suggestion(
            client_id=hikari.pk, suggestion_id=one.pk, person=dai, now=NOW
        )
    talked(hikari, ann, theirs="配送料はいくらですか。", ours="送料は500円です。")

    assert learned(hikari) == [("送料", "配送料", "dismissed")]


def test_what_was_dismissed_stays_away_in_another_spelling_and_the_other_way_round(
    hikari: Client, ann: Person, dai: Person
) -> None:
    talked(hikari, ann, theirs="欠品の取下げですか。", ours="欠品の撤回です。")
    [(_, _, state)] = learned(hikari)
    with walls.transaction([hikari.pk]):
        one = TermSuggestion.objects.get()
        suggestions.dismiss_suggestion(
            client_id=hikari.pk, suggestion_id=one.pk, person=dai, now=NOW
        )
    talked(hikari, ann, theirs="欠品の取り下げですか。", ours="欠品の撤回です。", times=4)
    talked(hikari, ann, theirs="撤回ですか。", ours="取り下げです。", times=60)

    assert state == "open"
    assert [row[2] for row in learned(hikari)] == ["dismissed"]


def test_another_spelling_is_the_same_suggestion(hikari: Client, ann: Person) -> None:
    talked(hikari, ann, theirs="欠品の取下げですか。", ours="欠品の撤回です。")
    assert learned(hikari) == [("撤回", "取下げ", "open")]
    talked(hikari, ann, theirs="欠品の取り下げですか。", ours="欠品の撤回です。")

    assert learned(hikari) == [("撤回", "取り下げ", "open")]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("今日お願いします。", "本日お送りします。"),
        ("わたしが伺います。", "わたくしが伺います。"),
        ("電話をください。", "TELをください。"),
        ("返事をください。", "返信をください。"),
        ("問い合わせです。", "照会です。"),
        ("去年の分です。", "昨年の分です。"),
    ],
)
def test_words_of_everyday_are_not_suggested(
    hikari: Client, ann: Person, theirs: str, ours: str
) -> None:
    talked(hikari, ann, theirs=theirs, ours=ours)

    assert learned(hikari) == []


def test_a_suggestion_of_words_of_everyday_is_withdrawn(hikari: Client, ann: Person) -> None:
    with walls.transaction([hikari.pk]):
        for preferred, avoided in (("今日", "本日"), ("電話", "TEL")):
            TermSuggestion.objects.create(
                client=hikari,
                preferred=preferred,
                avoided=avoided,
                their_count=3,
                our_count=3,
                counted_at=NOW,
            )
    talked(hikari, ann, theirs="配送料はいくらですか。", ours="送料は500円です。")

    assert learned(hikari) == [("送料", "配送料", "open")]


def test_the_page_offers_what_was_learned(hikari: Client, ann: Person, dai: Person) -> None:
    talked(hikari, ann, theirs="配送料はいくらですか。", ours="送料は500円です。")
    learned(hikari)
    browser = builders.signed_in(dai)
    there = f"/settings/clients/{hikari.pk}/terms/"
    with walls.transaction([hikari.pk]):
        one = TermSuggestion.objects.get()

    assert "やりとりから見つけた言い換え" in browser.get(there).content.decode()
    browser.post(f"{there}suggestions/", {"suggestion": one.pk, "do": "adopt"})

    shown = browser.get(there).content.decode()
    assert "やりとりから見つけた言い換え" not in shown
    assert "配送料" in shown


@pytest.mark.parametrize(
    ("theirs", "ours", "is_found"),
    [
        ({"a": 3}, {"b": 3}, True),
        ({"a": 3}, {"電話": 3}, False),
        ({"a": 2}, {"b": 3}, False),
        ({"a": 3}, {"b": 2}, False),
        ({"a": 3}, {"a": 3}, False),
        ({"a": 8, "b": 2}, {"b": 8, "a": 2}, True),
        ({"a": 8, "b": 3}, {"b": 8}, False),
        ({"a": 8}, {"b": 8, "a": 3}, False),
        ({}, {"b": 8}, False),
    ],
)
def test_a_side_uses_its_own_word_and_the_others_but_rarely(
    theirs: dict[str, int], ours: dict[str, int], is_found: bool
) -> None:
    found = suggested(
        {word: Use(word, count) for word, count in theirs.items()},
        {word: Use(word, count) for word, count in ours.items()},
    )

    assert (found is not None) == is_found
