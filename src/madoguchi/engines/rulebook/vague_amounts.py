"""Amounts that the reader has to guess: 大量に発注して, 在庫が残りわずか."""

import re

from madoguchi.engines.rulebook.clauses import Link
from madoguchi.engines.rulebook.passage import Passage, asks
from madoguchi.engines.rulebook.words import word_set

_PLENTY = word_set("大量 沢山 どっさり たっぷり")
_OFFERED = re.compile(r"召し上が|食べ|飲[みん]|お?越し|参加|楽し|応募|投稿|ご?利用|ご?来[店場]")
# An offer to buyers, not a stock to act on.
_FOR_SALE = re.compile(
    r"申し?込|注文|予約|購入|求め|買[いっ]|来店|ご?利用|お越し|来場|応募|早め|お急ぎ"
)


def plenty(passage: Passage, start: int) -> int | None:
    """ある程度用意していただけますか, 大量に発注してください: how much is what the reader needs."""
    last = start + (passage.surface(start) == "ある" and passage.surface(start + 1) == "程度")
    if last == start and passage.normal(start) not in _PLENTY:
        return None
    if passage.surface(last + 1) in ("の", "な"):
        return None
    end = last + 1 + (passage.surface(last + 1) == "に")
    if _OFFERED.search(passage.governing(end)) or _describes(passage, start):
        return None
    return end if passage.asked(end) else None


def _describes(passage: Passage, start: int) -> bool:
    """たくさん汗をかいたあとは: what it measures is no deed that is asked for."""
    offset = passage.words[start].start
    clause = next(c for c in passage.sentence.clauses if c.end > offset)
    return clause.link is Link.NOUN or passage.own.startswith(("あと", "後"), clause.end)


def almost_gone(passage: Passage, start: int) -> int | None:
    """在庫が残りわずかです。手配をお願いします: how many are left decides what to do."""
    if passage.normal(start) != "残り" or passage.normal(start + 1) != "僅か":
        return None
    sentences = [passage.sentence, *([passage.following] if passage.following else [])]
    asked = [sentence.text for sentence in sentences if asks(sentence)]
    return start + 2 if asked and not any(_FOR_SALE.search(text) for text in asked) else None
