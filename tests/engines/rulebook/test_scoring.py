"""Precision and recall of a rule on labelled messages."""

from typing import Any

import pytest

from madoguchi.engines.rulebook import Finding, Severity
from madoguchi.engines.rulebook.scoring import BadLabel, Label, Labelled, labels_of, score


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
