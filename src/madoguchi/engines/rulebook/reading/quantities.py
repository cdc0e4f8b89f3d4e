"""Figures that say how much, how many and which order: amounts of money, counts, order numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.once import read_once


class QuantityKind(Enum):
    """What a figure says."""

    AMOUNT = "amount"
    COUNT = "count"
    ORDER_NUMBER = "order number"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure with its span in the analysed text; `end` is exclusive.

    `value` is an amount in yen or a count; an order number has none. `unit` is 円, the counter, or
    the word that says whose number it is (注文番号).
    """

    kind: QuantityKind
    start: int
    end: int
    text: str
    value: int | None
    unit: str


_WHOLE = r"\d{1,3}(?:,\d{3}){1,4}|\d{1,12}"
_AMOUNT = re.compile(
    rf"(?<![\d.,])¥ ?({_WHOLE})(?![\d,]*\d|万|千)"
    rf"|(?<![\d.,])(?=\d)(?:(\d{{1,6}}(?:\.\d{{1,3}})?)万)?(?:(\d(?:\.\d)?)千)?({_WHOLE})?円"
)
_COUNT = re.compile(
    rf"(?<![\d.,:/-])({_WHOLE})\s?(件|名|人|個|枚|点|本|台|冊|箱|組|社|部(?!屋)|通|袋|着|足|杯|匹|頭|棟|室|席|店舗|ケース|セット|パック|箇所|か所)"
)
_ORDER = re.compile(
    r"((?:注文|受注|予約|受付|伝票|申し?込み?|お?問い?合わ?せ|会員|管理|追跡|お?客様|顧客|契約|請求書?|見積書?|発注|配送|送り状|整理|照会|案件|チケット)"
    r"(?:番号|ナンバー|No\.?|ID|コード|#)|注文|オーダー|No\.|#)"
    r"[はがの:=「『【(\s、]{0,3}((?=[A-Z_-]{0,8}\d)[A-Z0-9](?:[A-Z0-9]|[-_](?=[A-Z0-9])){3,30})"
    r"(?![円件名人個枚点本台年月日時%/])",
    re.IGNORECASE,
)


@read_once
def quantities(analysis: Analysis) -> tuple[Quantity, ...]:
    """The figures of the writer's own words, in the order of the text."""
    return quantities_of(analysis.own)


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The figures of any NFKC text, in its order."""
    found = [*_order_numbers(text), *_amounts(text), *_counts(text)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _amounts(text: str) -> Iterator[Quantity]:
    for match in _AMOUNT.finditer(text):
        value = _yen(*match.groups())
        yield Quantity(QuantityKind.AMOUNT, match.start(), match.end(), match.group(), value, "円")


def _yen(marked: str | None, man: str | None, sen: str | None, rest: str | None) -> int:
    """¥1,200 is marked; 1万2千300円 is man, sen and rest."""
    whole = int((marked or rest or "0").replace(",", ""))
    return round(float(man or 0) * 10_000) + round(float(sen or 0) * 1_000) + whole


def _counts(text: str) -> Iterator[Quantity]:
    for match in _COUNT.finditer(text):
        value = int(match.group(1).replace(",", ""))
        yield Quantity(
            QuantityKind.COUNT, match.start(), match.end(), match.group(), value, match.group(2)
        )


def _order_numbers(text: str) -> Iterator[Quantity]:
    for match in _ORDER.finditer(text):
        yield Quantity(
            QuantityKind.ORDER_NUMBER, *match.span(2), match.group(2), None, match.group(1)
        )
