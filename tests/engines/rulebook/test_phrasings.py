"""Each rule on phrasings of many trades: it speaks about the faults and is silent on sound messages."""

from datetime import datetime, timedelta, timezone

import pytest

from madoguchi.engines.rulebook import Context, Draft, WorkingHours, check
from tests.engines.rulebook.phrasings import (
    amounts_and_moments,
    answers_found_out,
    client_vocabulary,
    compounds,
    concrete_wording,
    handed_over,
    inside_longer_words,
    messages,
    reply_promise,
    vague_grammar,
    vague_in_trades,
)

FRIDAY_AFTERNOON = Context(
    sent_at=datetime(2026, 11, 20, 14, 36, tzinfo=timezone(timedelta(hours=9))),
    working_hours=WorkingHours(),
)


def rules_that_speak(text: str, context: Context = FRIDAY_AFTERNOON) -> frozenset[str]:
    return frozenset(finding.rule for finding in check(Draft(text, context)))


@pytest.mark.parametrize("text", [*reply_promise.BAD, *handed_over.BAD, *answers_found_out.BAD])
def test_an_answer_put_off_without_a_time_is_stopped(text: str) -> None:
    assert "reply-promise" in rules_that_speak(text)


@pytest.mark.parametrize("text", [*reply_promise.GOOD, *handed_over.GOOD, *answers_found_out.GOOD])
def test_an_answer_or_a_timed_promise_passes(text: str) -> None:
    assert "reply-promise" not in rules_that_speak(text)


@pytest.mark.parametrize(
    "text",
    [*concrete_wording.BAD, *vague_grammar.BAD, *vague_in_trades.BAD, *amounts_and_moments.BAD],
)
def test_a_vague_word_is_pointed_out(text: str) -> None:
    assert "concrete-wording" in rules_that_speak(text)


@pytest.mark.parametrize(
    "text",
    [*concrete_wording.GOOD, *vague_grammar.GOOD, *vague_in_trades.GOOD, *amounts_and_moments.GOOD],
)
def test_figures_names_and_courtesies_pass(text: str) -> None:
    assert "concrete-wording" not in rules_that_speak(text)


@pytest.mark.parametrize("text", client_vocabulary.BAD)
def test_a_word_that_the_client_does_not_use_is_pointed_out(text: str) -> None:
    glossary = Context(glossary=client_vocabulary.GLOSSARY)

    assert "client-vocabulary" in rules_that_speak(text, glossary)


@pytest.mark.parametrize("text", client_vocabulary.GOOD)
def test_the_clients_own_words_names_and_longer_words_pass(text: str) -> None:
    glossary = Context(glossary=client_vocabulary.GLOSSARY)

    assert "client-vocabulary" not in rules_that_speak(text, glossary)


@pytest.mark.parametrize(("avoided", "text"), compounds.BAD)
def test_an_avoided_word_that_keeps_its_meaning_in_a_compound_is_pointed_out(
    avoided: str, text: str
) -> None:
    assert "client-vocabulary" in rules_that_speak(text, Context(glossary={"うつわ": (avoided,)}))


@pytest.mark.parametrize(("avoided", "text"), compounds.GOOD)
def test_a_compound_that_is_another_word_passes(avoided: str, text: str) -> None:
    glossary = Context(glossary={"うつわ": (avoided,)})

    assert "client-vocabulary" not in rules_that_speak(text, glossary)


@pytest.mark.parametrize(("own", "avoided", "text"), inside_longer_words.BAD)
def test_an_avoided_word_that_holds_the_clients_own_is_pointed_out(
    own: str, avoided: str, text: str
) -> None:
    assert "client-vocabulary" in rules_that_speak(text, Context(glossary={own: (avoided,)}))


@pytest.mark.parametrize(("own", "avoided", "text"), inside_longer_words.GOOD)
def test_the_clients_own_word_passes_where_no_avoided_word_holds_it(
    own: str, avoided: str, text: str
) -> None:
    assert "client-vocabulary" not in rules_that_speak(text, Context(glossary={own: (avoided,)}))


@pytest.mark.parametrize(("text", "expected"), messages.MESSAGES)
def test_a_whole_message_gets_just_the_findings_it_deserves(
    text: str, expected: frozenset[str]
) -> None:
    assert rules_that_speak(text) == expected
