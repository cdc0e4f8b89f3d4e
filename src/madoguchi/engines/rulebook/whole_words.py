"""Where a word stands as a word of its own, not as a part of a longer word or of a name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from madoguchi.engines.japanese import Token, normalise, short_units
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.words import word_set

Span = tuple[int, int]

_TAKEN = b"\x01"

_HONORIFICS = re.compile(r"様方|様|さま方|さま|さん|サマ")
_POLITE_PREFIX = re.compile(r"[ごお御]$")
# Endings that leave a word what it is; any other suffix makes another word of it: 商品券, 会員証.
_KEEPING = word_set(
    """
    様 さん さま 氏 方 達 等 ら 殿 君 向け 用 数 側 別 率 分 時 後 前 中
    日 済み 待ち 毎 同士 内 間 名 的 宛て 発 人 一同 各位 達 共 当たり 込み
    無し 料 代 費 額 枠 先 回り 周り 関連 関係 系 絡み 以外 限定 専用 自体 可 不可 有 無 要 増 減 計 各 外 側面
    """
)
# Beginnings that make another thing of it: 正社員 is a kind of contract.
_REMAKING = frozenset({"正", "準", "元", "非", "手", "再"})
# 全会員 is 全会 and 員 to the dictionary; the word itself begins after the first character.
_WHICH = frozenset("全新旧各当同他現両")
# Katakana after a katakana word that makes another thing of it: サイトマップ, ポイントカード.
_THINGS = word_set(
    """
    カード クラブ ハウス マップ ゾーン バッグ ランナー マネージャー マネジャー ガイド ビル カー ボード ケース
    ボックス バス バンド スーツ タワー シート テーブル フライト ドライブ プレイ ショット マーケティング
    """
)
# Katakana before a katakana word makes another thing of it (プラスドライバー) unless it only says which
# kind of people or place: those at work, of a rank, of a way of working.
_KINDS = word_set(
    """
    アルバイト パート パートタイム フルタイム リーダー チーフ サブ メイン シニア ジュニア ベテラン
    プロ ボランティア ホール キッチン フロア フロント レジ サポート センター ショップ イベント
    オンライン ネット リアル オリジナル スペシャル プレミアム レギュラー ヘビー ライト リピート
    リピーター ビギナー インターン スポット フリー モバイル ウェブ メンズ レディース キッズ
    """
)
_LETTER = re.compile(r"[A-Za-z0-9_]")
_JOINED_LETTER = re.compile(r"[-.&][A-Za-z0-9]")
_KATAKANA = re.compile(r"[ァ-ヶー]")
_KANJI = re.compile(r"[一-龥々]")
# 予約票, 荷物棚; 見学会 is still the same visit.
_IN_ONE_LETTER = re.compile(r"(?!会)[一-龥]")
# What turns the words around it into a name.
_NAMED_AFTER = re.compile(
    r"[ー・一-龥ァ-ヶA-Za-z]{0,12}?(?:協会|学会|連盟|連合|財団|法人|機構|組合|大学|学院|検定|試験|大賞|アワード|新聞|出版"
    r"|フォーラム|株式会社|\(株\)|有限会社|合同会社|銀行|研究所|条例|(?:調査|白書|統計|年鑑|週間|月間)[ (]?(?:20[0-9]{2}|令和|第[0-9]))|係(?![りるっ])"
    r"|[^\s、。「」()]{0,30}\.(?:xlsx?|docx?|pptx?|pdf|csv|png|jpe?g|zip|txt)\b"
)
_NAMED_BEFORE = re.compile(
    r"(?:株式会社|\(株\)|有限会社|合同会社|一般社団法人|公益社団法人|財団法人|NPO法人)[ー・一-龥ァ-ヶA-Za-z]{0,12}$"
)


@dataclass(frozen=True, slots=True)
class AvoidedWord:
    """A word that is to be another: its span in the analysed text, and both words as they were given."""

    span: Span
    avoided: str
    preferred: str


def avoided_words(
    analysis: Analysis, pairs: Iterable[tuple[str, str]], kept: Iterable[str]
) -> Iterator[AvoidedWord]:
    """One for each place where the first of a pair stands, the longest first: お客様 is seen before 客.

    `kept` are words that stay as they are: nothing is avoided inside of them.
    """
    ordered = sorted(pairs, key=lambda pair: (-len(pair[0]), pair))
    taken = bytearray(len(analysis.own))
    for start, end in _kept_places(analysis, ordered, kept):
        taken[start:end] = _TAKEN * (end - start)
    for avoided, preferred in ordered:
        for span in _places(analysis.own, avoided):
            start, end = span
            if not any(taken[start:end]) and _is_the_word(analysis, span):
                taken[start:end] = _TAKEN * (end - start)
                widened = _with_courtesies(analysis.own, span, avoided, preferred)
                yield AvoidedWord(widened, avoided, preferred)


def _kept_places(
    analysis: Analysis, pairs: Sequence[tuple[str, str]], kept: Iterable[str]
) -> list[Span]:
    """Where words to be kept stand; not 送料 within 配送料 where that is the word to avoid."""
    avoided = sorted(span for word, _ in pairs for span in _places(analysis.own, word))
    starts = [start for start, _ in avoided]
    reached = [0, *accumulate((end for _, end in avoided), max)]
    return [
        (start, end)
        for word in kept
        for start, end in _places(analysis.own, word)
        if reached[bisect_left(starts, start)] < end and reached[bisect_right(starts, start)] <= end
    ]


def _with_courtesies(own: str, span: Span, avoided: str, preferred: str) -> Span:
    """お and 様 around the word are taken in where the other word brings its own."""
    start, end = span
    honorific = _HONORIFICS.match(own, end)
    if honorific and _HONORIFICS.search(preferred[-2:]) and not _HONORIFICS.search(avoided[-2:]):
        end = honorific.end()
    polite = _POLITE_PREFIX.search(own, max(0, start - 1), start)
    if polite and _POLITE_PREFIX.match(preferred[:1]) and not _POLITE_PREFIX.match(avoided[:1]):
        start = polite.start()
    return start, end


def _places(text: str, word: str) -> list[Span]:
    normal = normalise(word).text.strip()
    pattern = re.compile(re.escape(normal), re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text)] if normal else []


def _is_the_word(analysis: Analysis, span: Span) -> bool:
    """Whether the place is a word of its own, not a part of a longer word or of a name."""
    own, (start, end) = analysis.own, span
    if _runs_on(own, span) or _NAMED_AFTER.match(own, end):
        return False
    if _NAMED_BEFORE.search(own, max(0, start - 24), start):
        return False
    words = analysis.tokens_within(start, end)
    if not words:
        return True
    if _continues_katakana(analysis, words[0], span):
        return False
    if end - start == 1 and _KANJI.match(own, start) and not _is_whole(words, span):
        return False  # 器 in 器用 and 家 in 専門家
    if any(word.subkind == "固有名詞" for word in words) and not _is_whole(words, span):
        return False
    return _opens_freely(words[0], span) and _closes_freely(
        words[-1], span, _token_at(analysis, end)
    )


def _runs_on(own: str, span: Span) -> bool:
    """CS in CSV or in CS-204: letters and digits go on."""
    start, end = span
    before, after = own[max(start - 2, 0) : start], own[end : end + 2]
    if _LETTER.match(own[start]) and (
        _LETTER.match(before[-1:]) or re.search(r"[A-Za-z0-9][-.&]$", before)
    ):
        return True
    letters_end = _LETTER.match(own[end - 1]) is not None
    return letters_end and bool(_LETTER.match(after) or _JOINED_LETTER.match(after))


def _continues_katakana(analysis: Analysis, first: Token, span: Span) -> bool:
    """プラスドライバー, タスクマネージャー: the left half decides that it is another thing."""
    start = span[0]
    if first.start != start or not _KATAKANA.match(analysis.own, start):
        return False
    return any(
        _KATAKANA.match(before.surface[-1]) is not None
        and before.kind == "名詞"
        and before.normal not in _KINDS
        for before in analysis.tokens_within(start - 1, start)
    )


def _is_whole(words: Sequence[Token], span: Span) -> bool:
    return words[0].start == span[0] and words[-1].end == span[1]


def _opens_freely(first: Token, span: Span) -> bool:
    """What stands before it in the same dictionary word only says which one: 非常勤講師, お部屋."""
    before = first.surface[: span[0] - first.start]
    if before == "" or before in _WHICH:
        return True
    units = short_units(first.surface)
    at_unit = before in ("".join(units[:count]) for count in range(1, len(units)))
    katakana_goes_on = _KATAKANA.match(before[-1]) and _KATAKANA.match(first.surface[len(before)])
    return at_unit and not katakana_goes_on and before not in _REMAKING


def _closes_freely(last: Token, span: Span, following: Token | None) -> bool:
    """What follows it leaves it the same word: 会員様, 患者数, 返品率; not 会員証, 商品券."""
    rest = last.surface[span[1] - last.start :]
    if rest:
        return rest in _KEEPING or _is_unit_of_its_own(last, rest)
    if following is None or following.normal in _KEEPING:
        return True
    if following.kind == "接尾辞" or following.normal in _THINGS:
        return False
    return not (_KANJI.match(last.surface[-1]) and _IN_ONE_LETTER.fullmatch(following.surface))


def _is_unit_of_its_own(last: Token, rest: str) -> bool:
    """研修 in 新入社員研修: the word only says whose it is. 証 in 会員証 makes another word."""
    units = short_units(last.surface)
    closing = ["".join(units[count:]) for count in range(1, len(units))]
    first = units[closing.index(rest) + 1] if rest in closing else ""
    return len(first) > 1 and not _KATAKANA.match(first)


def _token_at(analysis: Analysis, offset: int) -> Token | None:
    within = analysis.tokens_within(offset, offset + 1)
    return next((token for token in within if token.start == offset), None)
