"""Words that customers use for the same thing: asking for one finds the others."""

from functools import cache

from madoguchi.engines.japanese.spelling import folded
from madoguchi.engines.japanese.units import Unit, units

# Only pairs that a reader would not tell apart in a question; what is merely near is not the same.
GROUPS = (
    ("スマホ", "スマートフォン", "スマートホン"),
    ("携帯", "携帯電話", "ケータイ"),
    ("パソコン", "PC"),
    ("キャンセル", "取消"),
    ("返金", "払い戻し"),
    ("故障", "壊れる"),
    ("引っ越し", "転居"),
    ("取り替え", "交換"),
    ("メール", "Eメール", "電子メール"),
    ("メールアドレス", "メアド"),
    ("電話", "TEL"),
    ("ホームページ", "HP", "ウェブサイト"),
    ("ログイン", "サインイン"),
    ("アプリ", "アプリケーション"),
    ("クレジットカード", "クレカ"),
    ("代引き", "代金引換"),
    ("領収書", "領収証"),
    ("説明書", "取扱説明書", "マニュアル", "取説"),
    ("コンビニ", "コンビニエンスストア"),
    ("配送", "配達"),
    ("送料", "配送料"),
)


@cache
def others_of(head: str) -> tuple[tuple[Unit, ...], ...]:
    """What else is called so, each as the units that it is indexed by."""
    found: list[tuple[Unit, ...]] = []
    for group in _groups():
        if any(len(words) == 1 and head in words[0].heads for words in group):
            found.extend(words for words in group if head not in words[0].heads)
    return tuple(found)


@cache
def _groups() -> tuple[tuple[tuple[Unit, ...], ...], ...]:
    return tuple(
        tuple(tuple(one for one in units(folded(word)) if one is not None) for word in group)
        for group in GROUPS
    )
