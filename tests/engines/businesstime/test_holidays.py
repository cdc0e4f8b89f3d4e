"""Japan's public holidays, far back and far ahead."""

from datetime import date

import pytest

from madoguchi.engines.businesstime import public_holidays


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (
            2015,
            "0101 0112 0211 0321 0429 0503 0504 0505 0506 0720 0921 0922 0923 1012 1103 1123 1223",
        ),
        (
            2019,
            "0101 0114 0211 0321 0429 0430 0501 0502 0503 0504 0505 0506 0715 0811 0812 0916 0923 "
            "1014 1022 1103 1104 1123",
        ),
        (
            2020,
            "0101 0113 0211 0223 0224 0320 0429 0503 0504 0505 0506 0723 0724 0810 0921 0922 1103 1123",
        ),
        (
            2021,
            "0101 0111 0211 0223 0320 0429 0503 0504 0505 0722 0723 0808 0809 0920 0923 1103 1123",
        ),
        (
            2026,
            "0101 0112 0211 0223 0320 0429 0503 0504 0505 0506 0720 0811 0921 0922 0923 1012 1103 1123",
        ),
        (
            2027,
            "0101 0111 0211 0223 0321 0322 0429 0503 0504 0505 0719 0811 0920 0923 1011 1103 1123",
        ),
        (
            2032,
            "0101 0112 0211 0223 0320 0429 0503 0504 0505 0719 0811 0920 0921 0922 1011 1103 1123",
        ),
        (
            2035,
            "0101 0108 0211 0212 0223 0321 0429 0430 0503 0504 0505 0716 0811 0917 0923 0924 1008 1103 1123",
        ),
    ],
)
def test_a_year_has_its_public_holidays(year: int, days: str) -> None:
    assert " ".join(f"{day:%m%d}" for day in sorted(public_holidays("JP", year))) == days


def test_substitute_days_have_names() -> None:
    assert public_holidays("JP", 2026)[date(2026, 5, 6)] == "振替休日"
    assert public_holidays("JP", 2026)[date(2026, 9, 22)] == "国民の休日"


@pytest.mark.parametrize("year", range(2015, 2100))
def test_every_year_served_has_holidays(year: int) -> None:
    assert len(public_holidays("JP", year)) >= 16


@pytest.mark.parametrize(
    ("day", "japanese", "english"),
    [
        (date(2026, 11, 23), "勤労感謝の日", "Labor Thanksgiving Day"),
        (date(2026, 5, 6), "振替休日", "Substitute Holiday"),
    ],
)
def test_a_holiday_has_a_name_in_both_languages(day: date, japanese: str, english: str) -> None:
    assert public_holidays("JP", day.year)[day] == japanese
    assert public_holidays("JP", day.year, "en")[day] == english
