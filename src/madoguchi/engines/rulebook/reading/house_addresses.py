"""Where a text names a house: 架空区みどり町2-14-6, みどりが丘4-2-11, 〒000-0041 …三丁目2番5号."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.beginnings import compiled

_FIGURE = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
# The part that counts blocks and houses.
_HOUSE = compiled(
    rf"(?<![\d,.-]){_FIGURE}(?:丁目\s?{_FIGURE}(?:番地?の?|[-の])?(?:\d{{1,4}}号?)?(?:-\d{{1,4}})?"
    r"|番地の?\d{1,4}|番\d{1,4}号|[-‐−ー–—]\d{1,4}(?:[-‐−ー–—]\d{1,4}){0,2})(?![\d,.%/:-])(?!台|件|円|名|個|分|時|月|日|点|割)"
)
_BUILDING = re.compile(
    r"[ ・]?[^\s。、()「」\n]{0,16}?(?:ビル|荘|ハイツ|コーポ|マンション|レジデンス|メゾン|タワー|棟|倉庫内)[^\s。、()「」をにでは]{0,6}"
)
_PLACE = re.compile(r"[一-龥々ぁ-んァ-ヶー]{1,24}$")
# What stands before the place in its sentence: 集合は|架空区….
_CUT = re.compile(r"^.*[はをにでへも](?=[一-龥々ァ-ヶ])")
_PREFECTURE = re.compile(r"東京都|北海道|(?:京都|大阪)府|[一-龥]{2,3}県")
_NAMED = re.compile(r"[都道府県市区町村郡]")
_BY_TOWN = re.compile(r"(?<![番号第約計型版図章])[一-龥々ヶ]$")
# みどり町2-14 and さくら台4-8 need no city before them.
_TOWN = re.compile(r"[一-龥々ぁ-んァ-ヶー]{2,}[町丘台]$")
_POSTCODE_BEFORE = re.compile(r"〒\s?\d{3}-?\d{4}\s{0,2}$")
_LOOK_BACK = 40


def house_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the addresses of an NFKC text, with the postcode before and the building after."""
    for house in _HOUSE.finditer(text):
        before = text[max(0, house.start() - _LOOK_BACK) : house.start()]
        length = _place_length(before, house.group())
        if length:
            postcode = _POSTCODE_BEFORE.search(before[: len(before) - length])
            start = house.start() - length - (len(postcode.group()) if postcode else 0)
            building = _BUILDING.match(text, house.end())
            yield start, building.end() if building else house.end()


def _place_length(before: str, house: str) -> int:
    """How many of the characters before the house's number name its place; 0 where none does."""
    place = _PLACE.search(before)
    if place is None:
        return 0
    prefecture = _PREFECTURE.search(place.group())
    named = place.group()[prefecture.start() :] if prefecture else _CUT.sub("", place.group())
    counted = len(re.findall(r"\d+|[一二三四五六七八九十]+", house)) > 2 or "丁目" in house
    if counted:
        found = _NAMED.search(named) or (len(named) > 1 and _BY_TOWN.search(named))
    else:
        found = _TOWN.search(named) or (_NAMED.search(named[:-1]) and _BY_TOWN.search(named))
    return len(named) if found else 0
