"""A client as it is shown everywhere: the letter of its tile tells it from the others."""

import pytest

from madoguchi.desk.platform.rows import ClientChip


@pytest.mark.parametrize(
    ("name", "tile"),
    [
        ("ひかり文具店", "ひ"),
        ("株式会社ひかり文具店", "ひ"),
        ("有限会社 つばめ写真館", "つ"),
        ("（株）みなと家電", "み"),
        ("㈱山猫コーヒー", "山"),
        ("一般社団法人はるか", "は"),
        ("ひかり株式会社", "ひ"),
        ("株式会社", "株"),
        ("株主優待の窓口", "株"),
    ],
)
def test_the_tile_shows_the_name_and_not_the_kind_of_company(name: str, tile: str) -> None:
    assert ClientChip(pk=1, name=name, hue=1).tile == tile
