"""S4: an order number or an amount that nobody has named before."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from madoguchi.engines.japanese import normalise
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.quantities import (
    Quantity,
    QuantityKind,
    quantities,
    quantities_of,
)
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

# Numbers that the reader brought; the others (追跡番号, 受付番号) are given out by the desk.
_THEIRS = re.compile(
    r"注文|オーダー|受注|会員|契約|客様|顧客|予約|申し?込|請求|見積|発注|#|No", re.IGNORECASE
)
# The desk tells a new number: ご予約番号はR-2041です.
_TOLD = re.compile(
    r"[」』】)\s]{0,2}(?:です|でございます|になります|となります|で(?:ご予約|ご注文)を?(?:承|お取り|受け付け)|に変わ|に変更|を発行)"
)
_TOLD_BEFORE = re.compile(r"(?:新しい|新規の?|今回の|発行した)[^。\n]{0,10}$")
# An amount that belongs to this one order; what things cost in general is nobody's.
_OF_THIS_ORDER = re.compile(
    r"請求|返金|ご入金|お預かり|合計|総額|引き落と|決済|ご注文|お買い?上げ|ご購入|差額|残金|残額|振り?込|お支払い?(?:済|いただ|額|金額)"
)
_IN_GENERAL = re.compile(
    r"送料|手数料|料金|定価|価格|税込|税抜|月額|年額|日額|時給|1(?:個|枚|本|名|回|点|箱|冊|台|人|袋|着|足|杯|泊|時間|日|か月|ヶ月)|ごと|につき|あたり|当たり|円(?:以上|以下|未満|まで|から(?!お|差|引))|割引|クーポン|ポイント|円引き|円オフ|%|追加|プラン|上限|補償|特典|進呈|改定|値上げ|値下げ"
)
# Of more figures nobody's reader works out a sum.
MOST_PARTS = 8
# Whoever writes more figures than these sends a table.
MOST_FIGURES = 40


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each number or amount of the order that stands nowhere in the conversation."""
    record = analysis.context.record
    if record is None or not record.strip():
        return
    known = _known(record)
    for one in quantities(analysis)[:MOST_FIGURES]:
        if one.kind is QuantityKind.ORDER_NUMBER and _is_unknown_number(analysis, one, known):
            yield _mark(one, "この番号は、これまでのやりとりに出てきません")
        if one.kind is QuantityKind.AMOUNT and _is_unknown_amount(analysis, one, known):
            yield _mark(one, "この金額は、これまでのやりとりに出てきません")


def _is_unknown_number(analysis: Analysis, one: Quantity, known: "_Known") -> bool:
    return _is_theirs(analysis, one) and not _is_named(one.text, known)


def _is_unknown_amount(analysis: Analysis, one: Quantity, known: "_Known") -> bool:
    if not known.amounts or not _is_of_this_order(analysis, one):
        return False
    return not _is_worked_out(analysis, one, known)


def _mark(one: Quantity, reason: str) -> Mark:
    return Mark((one.start, one.end), f"{reason}。打ち間違いがないかを確かめます")


@dataclass(frozen=True)
class _Known:
    """What the conversation has named: its amounts and counts, and its words in NFKC."""

    amounts: frozenset[int]
    counts: frozenset[int]
    text: str


@lru_cache(maxsize=128)
def _known(record: str) -> _Known:
    text = normalise(record).text
    found = quantities_of(text)
    return _Known(_values(found, QuantityKind.AMOUNT), _values(found, QuantityKind.COUNT), text)


def _values(found: Iterable[Quantity], kind: QuantityKind) -> frozenset[int]:
    return frozenset(one.value for one in found if one.kind is kind and one.value is not None)


def _is_named(number: str, known: _Known) -> bool:
    """Whether the number was written before, with other separators perhaps, or without its letters."""
    spelt = r"[\W_]{0,2}".join(map(re.escape, re.findall(r"[^\W_]", number)))
    bare = r"[\W_]{0,2}".join(re.findall(r"\d", number))
    return (
        re.search(rf"(?<![A-Za-z0-9]){spelt}(?!\d)", known.text, re.IGNORECASE) is not None
        or re.search(rf"(?<![A-Za-z0-9])(?<![A-Za-z][-_ ]){bare}(?!\d)", known.text) is not None
    )


def _is_theirs(analysis: Analysis, one: Quantity) -> bool:
    before = analysis.own[max(0, one.start - 24) : one.start]
    told = _TOLD.match(analysis.own, one.end) or _TOLD_BEFORE.search(before)
    return not told and _THEIRS.search(one.unit) is not None


def _is_of_this_order(analysis: Analysis, one: Quantity) -> bool:
    sentence = analysis.sentence_at(one.start)
    said = sentence.text if sentence else ""
    return _OF_THIS_ORDER.search(said) is not None and _IN_GENERAL.search(said) is None


def _is_worked_out(analysis: Analysis, one: Quantity, known: _Known) -> bool:
    """Whether the amount is a sum, a difference or a multiple of what stands beside it or was said."""
    others = [other for other in quantities(analysis) if other.text != one.text]
    shown = sorted(_values(others, QuantityKind.AMOUNT) | known.amounts)[:MOST_PARTS]
    counts = sorted(_values(others, QuantityKind.COUNT) | known.counts)[:MOST_PARTS]
    multiples = {amount * count for amount in shown for count in counts}
    shares = {amount // count for amount in shown for count in counts if count}
    terms = multiples.union(shown, shares)
    pairs = {a + b for a, b in combinations(terms, 2)} | {
        abs(a - b) for a, b in combinations(terms, 2)
    }
    return one.value in terms | pairs | {sum(shown)}


def _told_before(text: str, record: str | None) -> Example:
    return Example(text, Context(record=record), "customer")


_RECORD = "ご注文番号 A-1024 の器が割れて届きました。3,480円を2点と送料550円で払いました。"

RULE = Rule(
    number="S4",
    slug="unknown-reference",
    title="番号と金額を写し違えない",
    meaning="注文番号と金額は、やりとりに出てきたものと同じに書きます。1文字の違いで、別の注文の話になるためです。",
    severity=Severity.WARN,
    bad=(
        _told_before("ご注文番号A-1042の品をお調べしました。", _RECORD),
        _told_before("注文番号:B-1024 は本日17時に発送しました。", _RECORD),
        _told_before("お支払いいただいた3,840円をお返しします。", _RECORD),
        _told_before("ご請求額を4,380円に直しました。", _RECORD),
        _told_before("会員番号 00482 様の届け先を直しました。", "会員番号は00428です。"),
        _told_before("ご返金は3840円で承りました。", _RECORD),
    ),
    good=(
        _told_before("ご注文番号A-1042の品をお調べしました。", None),
        _told_before("ご注文番号「Ａ１０２４」の品をお調べしました。", _RECORD),
        _told_before("お支払いいただいた3480円をお返しします。", _RECORD),
        _told_before("合計7,510円をお返しします。", _RECORD),
        _told_before("ご返金は6,960円(3,480円を2点)です。", _RECORD),
        _told_before("追跡番号は4410-0000-7782です。", _RECORD),
        _told_before("返送の送料は880円です。", _RECORD),
        _told_before("新しいご注文番号はA-1180です。", _RECORD),
        _told_before("11月25日の14時に12名でお待ちします。", _RECORD),
        _told_before("ご返金は1,200円です。", "器が割れて届きました。"),
    ),
    find=find,
)
