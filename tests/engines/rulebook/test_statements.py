"""What a draft tells as fact, guess, marked guess, opinion or hearsay."""

import pytest

from madoguchi.engines.rulebook import Draft
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.clauses import Link
from madoguchi.engines.rulebook.reading.act import ActKind
from madoguchi.engines.rulebook.reading.courtesies import courtesies
from madoguchi.engines.rulebook.reading.modality import About, Stance, statements


def read(text: str) -> list[tuple[str, Stance, About | None]]:
    found = statements(Analysis.of(Draft(text)))
    return [(one.text, one.stance, one.about) for one in found]


def stances(text: str) -> list[Stance]:
    return [stance for _, stance, _ in read(text)]


def test_a_guess_is_tied_to_what_is_concluded_from_it() -> None:
    assert read("読者が飽きているので、回数を減らしましょう。") == [
        ("読者が飽きているので、", Stance.GUESS, About.MINDS),
        ("回数を減らしましょう。", Stance.OPINION, None),
    ]


def test_a_reason_said_by_de_is_a_reason() -> None:
    first, _ = statements(Analysis.of(Draft("みんな隣の店に流れてるんで、値下げします。")))

    assert first.link is Link.REASON


def test_an_explanation_is_one_statement() -> None:
    assert read("応募が減ったのは、時給が安いからです。") == [
        ("応募が減ったのは、時給が安いからです。", Stance.GUESS, About.CAUSES)
    ]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("応募は12件です。", Stance.FACT),
        ("来週は必ず応募が増えます。", Stance.GUESS),
        ("値上げが原因に違いありません。", Stance.GUESS),
        ("読者が飽きている可能性があります。", Stance.MARKED),
        ("読者が飽きているようです。", Stance.SEEMING),
        ("アンケートでは、読者が飽きているとの回答でした。", Stance.HEARSAY),
        ("回数を減らすことを提案します。", Stance.OPINION),
    ],
)
def test_a_sentence_is_told_as_what_it_says_it_is(text: str, stance: Stance) -> None:
    assert stances(text) == [stance]


def test_the_mark_at_the_end_covers_what_leads_to_it() -> None:
    assert stances("読者が飽きていて、開封率が下がったようです。") == [
        Stance.MARKED,
        Stance.SEEMING,
    ]


def test_a_marked_proposal_does_not_mark_its_reason() -> None:
    guess, proposal = stances("読者が飽きているので、減らした方がいいと思います。")

    assert (guess, proposal) == (Stance.GUESS, Stance.SEEMING)


def test_a_disclaimer_covers_the_sentence_before_it_and_all_after() -> None:
    before, disclaimer, after = stances(
        "読者が飽きています。あくまで推測です。価格に不満があります。"
    )

    assert {before, disclaimer, after} == {Stance.MARKED}


def test_greetings_tell_nothing() -> None:
    assert read("いつもお世話になっております。") == []


def test_an_inference_is_a_guess_about_minds() -> None:
    assert read("つまり、必要とされていないわけで。")[0][2] is About.MINDS


def test_courtesies_are_thanks_apologies_and_greetings() -> None:
    text = "お世話になっております。ご連絡ありがとうございます。遅れて申し訳ございません。"

    assert [act.kind for act in courtesies(Analysis.of(Draft(text)))] == [
        ActKind.GREETS,
        ActKind.THANKS,
        ActKind.APOLOGISES,
    ]
