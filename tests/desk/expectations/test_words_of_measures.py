"""The number that a sheet gives a measure, in the words of both languages."""

import pytest
from django.utils import translation

from madoguchi.desk.expectations.measures import MEASURES, with_number


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("N分以内の割合", "60分以内の割合"),
        (
            "Nights and holidays count. Within N hours.",
            "Nights and holidays count. Within 60 hours.",
        ),
    ],
)
def test_the_number_takes_the_place_of_its_letter_and_of_no_other(words: str, told: str) -> None:
    assert with_number(words, 60) == told


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_word_is_broken_by_the_number(measure: str, language: str) -> None:
    with translation.override(language):
        told = MEASURES[measure].about_of(8)

    assert "8ights" not in told
    assert "8o" not in told
    assert ("8" in told) == bool(MEASURES[measure].within)
