"""S2: no word of another client in a message for this one."""

import re
from collections.abc import Iterator
from functools import lru_cache

from madoguchi.engines.japanese import normalise
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context, OtherClient
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.quoting import MASK
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

# A single character is in too many words to be a name.
SHORTEST = 2
_COMPANY = re.compile(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|\s")
_KATAKANA = re.compile(r"[ァ-ヶー]")
_LETTER = re.compile(r"[A-Za-z0-9]")
# hikari.example.org is another domain than hikari.example, hikari-kobo another name than hikari.
# 青空商店街 is no 青空商店.
_STREET = re.compile(r"[街会通町村駅]")
_GOES_ON = re.compile(r"[-_.&]?[A-Za-z0-9]")


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each name, brand or domain of another client, in brackets and addresses too."""
    others = analysis.context.others
    if not others:
        return
    pattern = _searched(others)
    for match in pattern.finditer(analysis.text) if pattern else ():
        if not _is_quoted(analysis, match.start()) and _is_whole(analysis, match.span()):
            # Without its name: who reads the finding later does not always know of that client.
            yield Mark(match.span(), "別の委託元のことばが入っています")


@lru_cache(maxsize=64)
def _searched(others: tuple[OtherClient, ...]) -> re.Pattern[str] | None:
    """One pattern for all words, the longest first."""
    spellings = {
        spelling.casefold()
        for other in others
        for word in (other.name, *other.words)
        for spelling in _spellings(word)
    }
    words = sorted(spellings, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None


def _spellings(word: str) -> Iterator[str]:
    """株式会社つばめ便 is also called つばめ便."""
    normal = normalise(word).text.strip()
    for spelling in (normal, _COMPANY.sub("", normal)):
        if len(spelling) >= SHORTEST:
            yield spelling


def _is_quoted(analysis: Analysis, offset: int) -> bool:
    line = analysis.text.rfind("\n", 0, offset) + 1
    return analysis.text[line:offset].lstrip(" \t").startswith(">")


def _is_whole(analysis: Analysis, span: tuple[int, int]) -> bool:
    """Whether the word stands for itself: つばめ in つばめ返し and CS in CSV are other words."""
    text, (start, end) = analysis.text, span
    if _LETTER.match(text[start]) and _LETTER.search(text[max(start - 1, 0) : start]):
        return False
    if _LETTER.match(text[end - 1]) and _GOES_ON.match(text, end):
        return False
    if _KATAKANA.match(text[start]) and _KATAKANA.search(text[max(start - 1, 0) : start]):
        return False
    if _KATAKANA.match(text[end - 1]) and _KATAKANA.match(text, end):
        return False
    if _STREET.match(text, end):
        return False
    if MASK in analysis.own[start:end]:
        return True
    return not any(
        word.start < start < word.end or word.start < end < word.end
        for word in analysis.tokens_within(start, end)
    )


_OTHERS = (
    OtherClient("つばめ便", ("ツバメ", "tsubame.example")),
    OtherClient("株式会社ひかり工房", ("HIKARI", "hikari-kobo.example")),
)


def _beside(text: str, kind: str = "customer") -> Example:
    return Example(text, Context(others=_OTHERS), kind)


RULE = Rule(
    number="S2",
    slug="other-client",
    title="別の委託元のことばを入れない",
    meaning="別の委託元の名前・ブランド・アドレスは、どの返信にも書きません。ほかの委託元の仕事をしていると知られ、宛先を間違えた返信にもなるためです。",
    severity=Severity.STOP,
    bad=(
        _beside("つばめ便サポートの藤原でございます。"),
        _beside("ツバメのアプリからお申し込みください。"),
        _beside("ご返信は info@tsubame.example までお願いします。"),
        _beside("ひかり工房様の器は17時に届きます。"),
        _beside("hikariの新作は25日に並びます。", "client"),
        _beside("https://hikari-kobo.example/faq をご覧ください。"),
    ),
    good=(
        Example("つばめ便サポートの藤原でございます。"),
        _beside("ご返信は info@example.co.jp までお願いします。"),
        _beside("> つばめ便の荷物が届きません\n伝票の番号を承りました。"),
        _beside("ツバメノートは25日に入荷します。"),
        _beside("nothikari-kobo.example.org の広告です。"),
        _beside("HIKARIGAOKA駅から5分です。"),
    ),
    find=find,
)
