"""What a sentence is about, and what it says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from madoguchi.engines.japanese import Token
from madoguchi.engines.rulebook.predicates import AUXILIARY, LIGHT
from madoguchi.engines.rulebook.words import word_set

# They place or count, or stand for anything: two sentences that share them share nothing.
_EMPTY = word_set(
    """
    今日 本日 昨日 明日 明後日 一昨日 今週 来週 先週 前週 今月 来月 先月 前月 今年 来年 昨年 今回 次回 前回 今 現在 当日 毎日 毎週 毎月
    月 日 年 時 分 秒 週 件 個 名 人 本 枚 台 円 回 点 % 番 箇所 か所 ヶ月 歳 度 割 cm mm kg g
    事 物 件 方 様 場合 為 所 際 時 中 内 外 等 御 此方 其方 其れ 此れ 幾ら 何 何時 何処 誰 幾つ 何方 方法 質問 回答 返事 連絡 問い合わせ 有無
    """
)
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞")
_IDLE = (
    LIGHT
    | AUXILIARY
    | _EMPTY
    | word_set("教える 知る 知らせる 伺う 聞く 居る 思う 願う 存じる 言う")
)

_NOTHING = Token(0, 0, "", "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Gist:
    """The words of a sentence in their normal forms.

    `words` are all that mean something, `topics` those that は, が, も or a comma mark, `said` those
    after the last topic: what is said or asked of it.
    """

    words: frozenset[str]
    topics: frozenset[str]
    said: frozenset[str]


def gist(tokens: Sequence[Token]) -> Gist:
    """The gist of a sentence, or of a part of it."""
    words: list[str] = []
    topics: list[str] = []
    said: list[str] = []
    for before, token in pairwise([_NOTHING, *tokens]):
        if _means(token):
            words.append(token.normal)
            said.append(token.normal)
        elif words and _marks_topic(before, token):
            topics.append(words[-1])
            said.clear()
    return Gist(frozenset(words), frozenset(topics), frozenset(said))


def _means(token: Token) -> bool:
    return token.kind in _CONTENT and token.subkind != "数詞" and token.normal not in _IDLE


def _marks_topic(before: Token, token: Token) -> bool:
    return (
        token.surface in ("は", "が", "も", "って")
        and token.kind == "助詞"
        and (before.kind in ("名詞", "接尾辞", "形状詞", "代名詞") or before.subkind == "準体助詞")
    )
