"""V: a word that the client calls otherwise. A warning, as the labelling guide has it for most rules."""

import re
from collections.abc import Iterator, Mapping, Sequence

from madoguchi.engines.japanese import Token, normalise, short_units
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.rule import Example, Mark, Rule
from madoguchi.engines.rulebook.words import word_set

Span = tuple[int, int]

_HONORIFICS = re.compile(r"様方|様|さま方|さま|さん|サマ")
_POLITE_PREFIX = re.compile(r"[ごお御]$")
# Endings that leave a word what it is; any other suffix makes another word of it: 商品券, 会員証.
_KEEPING = word_set(
    """
    様 さん さま 氏 方 達 等 ら 殿 君 向け 用 数 側 別 率 分 時 後 前 中
    日 済み 待ち 毎 同士 内 間 名 的 宛て 発 人 一同 各位 達 共 当たり 込み
    無し 料 代 費 額 枠
    """
)
# Beginnings that make another thing of it: 正社員 is a kind of contract.
_REMAKING = frozenset({"正", "準", "元", "非"})
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
# What turns the words around it into a name.
_NAMED_AFTER = re.compile(
    r"[ー・一-龥ァ-ヶA-Za-z]{0,12}?(?:協会|学会|連盟|連合|財団|法人|機構|組合|大学|学院|検定|試験|大賞|アワード|新聞|出版"
    r"|フォーラム|株式会社|\(株\)|有限会社|合同会社|銀行|研究所|条例)|係(?![りるっ])"
    r"|[^\s、。「」()]{0,30}\.(?:xlsx?|docx?|pptx?|pdf|csv|png|jpe?g|zip|txt)\b"
)
_NAMED_BEFORE = re.compile(
    r"(?:株式会社|\(株\)|有限会社|合同会社|一般社団法人|公益社団法人|財団法人|NPO法人)[ー・一-龥ァ-ヶA-Za-z]{0,12}$"
)


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each place where a word stands that the client has another word for."""
    glossary = analysis.context.glossary
    taken = _clients_own(analysis)
    for avoided, preferred in _avoided(glossary):
        for span in _places(analysis.own, avoided):
            if not _overlaps(span, taken) and _is_the_word(analysis, span):
                taken.append(span)
                yield _mark(analysis, span, avoided, preferred)


def _clients_own(analysis: Analysis) -> list[Span]:
    """Where the client's own words stand; not 送料 within 配送料 where that is the word to avoid."""
    glossary = analysis.context.glossary
    avoided = [span for word, _ in _avoided(glossary) for span in _places(analysis.own, word)]
    own = [span for word in glossary for span in _places(analysis.own, word)]
    return [span for span in own if not any(_holds(longer, span) for longer in avoided)]


def _holds(span: Span, other: Span) -> bool:
    return span != other and span[0] <= other[0] and other[1] <= span[1]


def _avoided(glossary: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """(avoided, preferred), the longest first: お客様 is seen before 客."""
    pairs = [(word, preferred) for preferred, words in glossary.items() for word in words]
    return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))


def _places(text: str, word: str) -> list[Span]:
    normal = normalise(word).text.strip()
    pattern = re.compile(re.escape(normal), re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text)] if normal else []


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _is_the_word(analysis: Analysis, span: Span) -> bool:
    """Whether the place is a word of its own, not a part of a longer word or of a name."""
    own, (start, end) = analysis.own, span
    if _runs_on(own, span) or _NAMED_AFTER.match(own, end):
        return False
    if _NAMED_BEFORE.search(own, max(0, start - 24), start):
        return False
    words = [word for word in analysis.tokens if word.start < end and start < word.end]
    if not words:
        return True
    if _continues_katakana(analysis, words[0], span):
        return False
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
    before = next((word for word in analysis.tokens if word.end == start), None)
    if before is None or not _KATAKANA.match(before.surface[-1]):
        return False
    return before.kind == "名詞" and before.normal not in _KINDS


def _is_whole(words: Sequence[Token], span: Span) -> bool:
    return words[0].start == span[0] and words[-1].end == span[1]


def _opens_freely(first: Token, span: Span) -> bool:
    """What stands before it in the same dictionary word only says which one: 非常勤講師, お部屋."""
    before = first.surface[: span[0] - first.start]
    if before == "":
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
    return following is None or following.kind != "接尾辞" or following.normal in _KEEPING


def _is_unit_of_its_own(last: Token, rest: str) -> bool:
    """研修 in 新入社員研修: the word only says whose it is. 証 in 会員証 makes another word."""
    units = short_units(last.surface)
    closing = ["".join(units[count:]) for count in range(1, len(units))]
    first = units[closing.index(rest) + 1] if rest in closing else ""
    return len(first) > 1 and not _KATAKANA.match(first)


def _token_at(analysis: Analysis, offset: int) -> Token | None:
    return next((token for token in analysis.tokens if token.start == offset), None)


def _mark(analysis: Analysis, span: Span, avoided: str, preferred: str) -> Mark:
    """お and 様 around the word are taken in where the client's word brings its own."""
    start, end = span
    honorific = _HONORIFICS.match(analysis.own, end)
    if honorific and _HONORIFICS.search(preferred[-2:]) and not _HONORIFICS.search(avoided[-2:]):
        end = honorific.end()
    polite = _POLITE_PREFIX.search(analysis.own, max(0, start - 1), start)
    if polite and _POLITE_PREFIX.match(preferred[:1]) and not _POLITE_PREFIX.match(avoided[:1]):
        start = polite.start()
    return Mark((start, end), f"委託元では「{preferred}」と呼びます", preferred)


_CONTEXT = Context(
    glossary={"カスタマーサポート": ("顧客サポート", "CS", "サポート"), "うつわ": ("商品",)}
)

RULE = Rule(
    number="V",
    slug="client-vocabulary",
    title="委託元のことばで書く",
    meaning="委託元が別の呼び方をしているものは、委託元の呼び方で書きます。読む人が同じものだとすぐに分かるようにするためです。",
    severity=Severity.WARN,
    bad=(
        Example("顧客サポートの対応件数は612件でした。", _CONTEXT),
        Example("お届けした商品が欠けておりました。", _CONTEXT),
        Example("ＣＳの受付は10時からです。", _CONTEXT),
    ),
    good=(
        Example("カスタマーサポートの対応件数は612件でした。", _CONTEXT),
        Example("CSVの書き出しが終わりました。", _CONTEXT),
        Example("顧客サポート協会の認定試験に3名が合格しました。", _CONTEXT),
        Example("商品券は1枚500円です。", _CONTEXT),
        Example("テックサポートの資格の試験です。", _CONTEXT),
        Example("「商品一覧」のボタンを押してください。", _CONTEXT),
    ),
    find=find,
)
