"""Each rule on phrasings of many trades: it speaks about the faults and is silent on sound messages."""

from datetime import datetime, timedelta, timezone

import pytest

from madoguchi.engines.rulebook import Context, Draft, Severity, WordRule, WorkingHours
from tests.engines.rulebook.by_reading import read
from tests.engines.rulebook.phrasings import (
    amounts_and_moments,
    answers_found_out,
    client_vocabulary,
    compounds,
    concrete_wording,
    fact_vs_interpretation,
    forbidden_promise,
    guesses_otherwise,
    handed_over,
    house_word,
    hurts_otherwise,
    inside_longer_words,
    messages,
    put_off_otherwise,
    reply_promise,
    respect,
    vague_grammar,
    vague_in_trades,
    vague_otherwise,
)

FRIDAY_AFTERNOON = Context(
    sent_at=datetime(2026, 11, 20, 14, 36, tzinfo=timezone(timedelta(hours=9))),
    working_hours=WorkingHours(),
)


HOUSE_WORDS = Context(
    word_rules=(
        WordRule(("ユーザー", "user"), "お客様", ("ユーザー名", "ユーザー辞書")),
        WordRule(("クレーム",), "ご意見", ("クレームブリュレ",)),
        WordRule(("弊社都合", "下請け", "至急便")),
    )
)


def rules_told_to_a_customer(text: str) -> frozenset[str]:
    draft = Draft(text, FRIDAY_AFTERNOON, "customer")
    return frozenset(finding.rule for finding in read(draft))


def rules_that_speak(text: str, context: Context = FRIDAY_AFTERNOON) -> frozenset[str]:
    return frozenset(finding.rule for finding in read(Draft(text, context)))


@pytest.mark.parametrize(
    "text", [*reply_promise.BAD, *handed_over.BAD, *answers_found_out.BAD, *put_off_otherwise.BAD]
)
def test_an_answer_put_off_without_a_time_is_stopped(text: str) -> None:
    assert "reply-promise" in rules_that_speak(text)


@pytest.mark.parametrize(
    "text",
    [*reply_promise.GOOD, *handed_over.GOOD, *answers_found_out.GOOD, *put_off_otherwise.GOOD],
)
def test_an_answer_or_a_timed_promise_passes(text: str) -> None:
    assert "reply-promise" not in rules_that_speak(text)


@pytest.mark.parametrize(
    "text",
    [
        *concrete_wording.BAD,
        *vague_grammar.BAD,
        *vague_in_trades.BAD,
        *amounts_and_moments.BAD,
        *vague_otherwise.BAD,
    ],
)
def test_a_vague_word_is_pointed_out(text: str) -> None:
    assert "concrete-wording" in rules_that_speak(text)


@pytest.mark.parametrize(
    "text",
    [
        *concrete_wording.GOOD,
        *vague_grammar.GOOD,
        *vague_in_trades.GOOD,
        *amounts_and_moments.GOOD,
        *vague_otherwise.GOOD,
    ],
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
    assert rules_that_speak(text) & messages.JUDGED == expected


@pytest.mark.parametrize("text", [*fact_vs_interpretation.BAD, *guesses_otherwise.BAD])
def test_a_guess_told_as_a_fact_is_pointed_out(text: str) -> None:
    assert "fact-vs-interpretation" in rules_that_speak(text)


@pytest.mark.parametrize("text", fact_vs_interpretation.BAD_TO_CUSTOMERS)
def test_a_guess_told_to_a_customer_as_a_fact_is_pointed_out(text: str) -> None:
    assert "fact-vs-interpretation" in rules_told_to_a_customer(text)


@pytest.mark.parametrize("text", [*fact_vs_interpretation.GOOD, *guesses_otherwise.GOOD])
def test_facts_sources_and_marked_guesses_pass(text: str) -> None:
    assert "fact-vs-interpretation" not in rules_that_speak(text)


@pytest.mark.parametrize("text", fact_vs_interpretation.GOOD_TO_CUSTOMERS)
def test_conditions_and_plain_facts_to_a_customer_pass(text: str) -> None:
    assert "fact-vs-interpretation" not in rules_told_to_a_customer(text)


@pytest.mark.parametrize("text", [*respect.BAD, *hurts_otherwise.BAD])
def test_harsh_words_are_pointed_out(text: str) -> None:
    assert "respect" in rules_that_speak(text)


@pytest.mark.parametrize("text", respect.BAD_TO_CUSTOMERS)
def test_harsh_words_to_a_customer_are_pointed_out(text: str) -> None:
    assert "respect" in rules_told_to_a_customer(text)


@pytest.mark.parametrize("text", [*respect.GOOD, *hurts_otherwise.GOOD])
def test_firm_and_sorry_words_pass(text: str) -> None:
    assert "respect" not in rules_that_speak(text)


@pytest.mark.parametrize("text", respect.GOOD_TO_CUSTOMERS)
def test_firm_and_sorry_words_to_a_customer_pass(text: str) -> None:
    assert "respect" not in rules_told_to_a_customer(text)


@pytest.mark.parametrize("text", forbidden_promise.BAD)
def test_an_outcome_that_nobody_may_promise_is_pointed_out(text: str) -> None:
    assert "forbidden-promise" in rules_that_speak(text)


@pytest.mark.parametrize("text", forbidden_promise.STOPPED)
def test_a_promise_that_the_client_forbids_is_stopped(text: str) -> None:
    found = read(Draft(text, Context(forbidden=forbidden_promise.FORBIDDEN)))

    assert Severity.STOP in {one.severity for one in found if one.rule == "forbidden-promise"}


@pytest.mark.parametrize("text", forbidden_promise.GOOD)
def test_requests_facts_and_denials_in_the_same_words_pass(text: str) -> None:
    forbidden = Context(forbidden=forbidden_promise.FORBIDDEN)

    assert "forbidden-promise" not in rules_that_speak(text, forbidden)


@pytest.mark.parametrize("text", house_word.BAD)
def test_a_word_that_the_desk_avoids_is_pointed_out(text: str) -> None:
    assert "house-word" in rules_that_speak(text, HOUSE_WORDS)


@pytest.mark.parametrize("text", house_word.GOOD)
def test_exceptions_and_longer_words_pass_the_desks_word_rules(text: str) -> None:
    assert "house-word" not in rules_that_speak(text, HOUSE_WORDS)
