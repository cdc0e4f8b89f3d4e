"""One spelling to search by: width, case, name variants, hyphens and company forms made alike."""

import re
import unicodedata

# Characters of names that people write either way.
VARIANTS = str.maketrans(
    "髙齋齊斉﨑碕濵濱邊邉澤髮廣國嶋嶌槗栁祐", "高斎斎斎崎崎浜浜辺辺沢髪広国島島橋柳祐"
)
HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
COMPANIES = (("㈱", "株式会社"), ("㈲", "有限会社"), ("(株)", "株式会社"), ("(有)", "有限会社"))

# Neither belongs into a text, and PostgreSQL takes neither.
_UNTAKEN = re.compile("[\x00\ud800-\udfff]")
_LONG_MARK_IN_NUMBER = re.compile(r"(?<=\d)[ー~](?=\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def folded(text: str) -> str:
    """A text as it is searched: NFKC, lower case, 髙 as 高, ㈱ as 株式会社, 12,800 as 12800."""
    text = unicodedata.normalize("NFKC", _UNTAKEN.sub(" ", text))
    for short, long in COMPANIES:
        text = text.replace(short, long)
    text = text.lower().translate(VARIANTS).translate(HYPHENS)
    return _THOUSANDS.sub("", _LONG_MARK_IN_NUMBER.sub("-", text))
