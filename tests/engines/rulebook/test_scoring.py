"""Precision and recall of a rule on labelled messages."""

from typing import Any

import pytest

from madoguchi.engines.rulebook import Finding, Severity
from madoguchi.engines.rulebook.scoring import (
    GUIDE,
    BadLabel,
    Fault,
    Label,
    Labelled,
    Mistake,
    counted_rules,
    labels_of,
    mistakes,
    score,
    scores,
)


def finding(start: int | None, end: int | None, rule: str = "reply-promise") -> Finding:
    return Finding(rule, "0.1", None, start, end, Severity.STOP, "理由", None)


def test_a_span_counts_as_found_when_it_overlaps_any_place_of_the_labelled_text() -> None:
    message = Labelled("ああ、いい、ああ", (Label("reply-promise", "ああ"),), (finding(7, 8),))

    figures = score([message], "reply-promise")

    assert (figures.precision, figures.recall, figures.f1) == (1.0, 1.0, 1.0)


def test_a_label_on_the_whole_message_is_met_by_the_rule_alone() -> None:
    whole = Labelled("了解", (Label("reply-promise", None),), (finding(0, 1),))
    part = Labelled("了解", (Label("reply-promise", "解"),), (finding(None, None),))

    assert score([whole, part], "reply-promise").recall == 1.0


def test_misses_wrong_findings_and_flagged_clean_messages_are_counted() -> None:
    missed = Labelled("ああ", (Label("reply-promise", "ああ"),), ())
    beside = Labelled("ああいい", (Label("reply-promise", "ああ"),), (finding(2, 4),))
    clean = Labelled("うう", (), (finding(0, 2),))
    other = Labelled("ええ", (), (finding(0, 2, rule="respect"),))

    figures = score([missed, beside, clean, other], "reply-promise")

    assert (figures.labelled, figures.missed, figures.found, figures.wrong) == (2, 2, 2, 2)
    assert (figures.precision, figures.recall, figures.f1) == (0.0, 0.0, 0.0)
    assert (figures.clean, figures.clean_flagged) == (2, 1)


def test_nothing_labelled_and_nothing_found_is_perfect() -> None:
    figures = score([], "reply-promise")

    assert (figures.precision, figures.recall) == (1.0, 1.0)
    assert figures.clean_share == 0.0


def test_the_rules_of_the_guide_are_judged_and_whatever_else_is_labelled() -> None:
    message = Labelled("ああ", (Label("weekday-agrees", None), Label("respect", None)), ())

    assert len(GUIDE) == 19
    assert counted_rules([message]) == (*GUIDE, "weekday-agrees")
    assert scores([message])["weekday-agrees"].missed == 1


def test_figures_over_several_rules_add_up_and_count_a_clean_message_once() -> None:
    both = (finding(0, 1, rule="respect"), finding(0, 1, rule="closed-question"))
    clean = Labelled("ああ", (), both)
    half = Labelled("いい", (Label("respect", "いい"), Label("closed-question", "いい")), both[:1])

    figures = score([clean, half], "respect", "closed-question")

    assert (figures.labelled, figures.found, figures.missed, figures.wrong) == (2, 3, 1, 2)
    assert (figures.clean, figures.clean_flagged, figures.clean_share) == (1, 1, 1.0)
    assert figures.f1 == pytest.approx(2 * (1 / 3) * (1 / 2) / (1 / 3 + 1 / 2))


def test_a_finding_of_a_rule_that_nobody_labelled_is_no_mistake() -> None:
    message = Labelled("ああ", (), (finding(0, 1, rule="open-gap"),))

    assert list(mistakes([message], counted_rules([message]))) == []


def test_each_miss_and_each_false_finding_is_told_with_its_message() -> None:
    labels = (Label("respect", "ああ"), Label("reply-promise", None))
    message = Labelled("ああいい", labels, (finding(2, 4, rule="respect"),), id="m-1")

    assert list(mistakes([message], ["respect"])) == [
        Mistake(Fault.MISS, message, "respect", "ああ"),
        Mistake(Fault.FALSE, message, "respect", None),
    ]


def test_labels_are_read_from_a_record() -> None:
    record = {"findings": [{"rule": "respect", "span": "あ"}, {"rule": "respect", "span": None}]}

    assert labels_of(record) == (Label("respect", "あ"), Label("respect", None))


@pytest.mark.parametrize(
    "record",
    [[], {}, {"findings": None}, {"findings": [1]}, {"findings": [{"rule": "a", "span": 1}]}],
)
def test_a_record_without_proper_labels_is_refused(record: Any) -> None:
    with pytest.raises(BadLabel):
        labels_of(record)
