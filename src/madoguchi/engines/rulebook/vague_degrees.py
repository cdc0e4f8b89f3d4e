"""Degrees and measures that the reader has to guess: 軽めに, もっと強くして, ときどき洗って."""

import re
from functools import lru_cache

from madoguchi.engines.japanese import tokens
from madoguchi.engines.rulebook.passage import Passage
from madoguchi.engines.rulebook.words import word_set
from madoguchi.engines.timewords import Kind

_SORT = word_set("感じ 雰囲気 イメージ テイスト トーン 印象 風 ふう 風合い 具合 調子 ニュアンス")
_MORE = word_set("もっと 成る可く 出来るだけ 極力 より 更に もう一段 一層")
_LITTLE = word_set("少し 一寸 少々 暫く 若干 ある程度 多少")
_NO_DEGREE = word_set(
    "詳しい 詳細 具体的 気軽 自由 宜しい 良い 早い 速い 快い 正確 丁寧 大切 無い 近い 共"
)
_SIDES = word_set("後ろ 前 上 下 左 右 奥 手前 内側 外側 横 外 内 上側 下側 北 南 東 西")
_BENDING = word_set("易い 難い ぽい らしい")
_OFTEN = word_set("時々 偶に 時折 折々 ちょくちょく ちょいちょい 定期的 小まめ 頻繁 度々")
_HOW_OFTEN = re.compile(
    r"\d+ ?(?:回|度)|(?:\d+|[一二三]) ?(?:日|週間?|時間|分|か月|ヶ月|年)(?:に|おき|ごと|毎)|毎[日週月]|[一二三]回|\d+[時日](?:と|、|,)"
)
_LOOSELY = word_set("時々 偶に 時折 ちょくちょく ちょいちょい")
_PLANNED = re.compile(r"(?:ていく|ておく|おき|いき|する)[^。]{0,8}(?:ます|予定|つもり|形|考え)")
_FIT = word_set("適度 程良い 手頃 手ごろ 適量 程々 そこそこ")
_NO_MEASURE = word_set("早め はやめ はじめ 始め 初め こまめ")
_MODEST = word_set("控えめ 控え目 ひかえめ")
_SET_ASIDE = re.compile(
    r"(?:待[っち]|置[いき]|おい|お[いき]て|経[っち]|たっ|たち|放置|休ま|休め|寝か|冷ま|なじま|空け|あけ)"
)
_HEALTH = re.compile(r"水分|休憩|休息|お?体|お?身体|手洗い|うがい")


def in_that_vein(passage: Passage, start: int) -> int | None:
    """明るい感じに, 落ち着いた雰囲気で, 派手すぎない色合いで: a look that everyone sees otherwise."""
    end = start
    while end < len(passage.words) and end - start < 6 and _describes(passage, end):
        end += 1
    if end == start or passage.normal(end) not in _SORT:
        return None
    if passage.surface(end + 1) not in ("に", "で", "の"):
        return None
    if not _attributive(passage, end - 1) or _points_here(passage, start):
        return None
    return end + 2 if passage.made(end + 2) or passage.asked(end + 2) else None


def _describes(passage: Passage, index: int) -> bool:
    if passage.normal(index) in _SORT or passage.surface(index) in ("、", "。", "は", "を", "が"):
        return False
    return passage.kind(index) in (
        "形容詞", "形状詞", "動詞", "助動詞", "接尾辞", "名詞", "連体詞", "副詞",
    )  # fmt: skip


def _attributive(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    return word.form.startswith("連体形") or word.surface in ("な", "あんな", "そんな", "いう")


def _points_here(passage: Passage, start: int) -> bool:
    return passage.surface(start) in ("この", "こんな", "こう", "次", "下記", "以下")


def like_that(passage: Passage, start: int) -> int | None:
    """プロっぽく: likeness for a description."""
    if passage.normal(start + 1) != "ぽい" or not passage.surface(start + 1).endswith("く"):
        return None
    return start + 2 if passage.made(start + 2) else None


def more(passage: Passage, start: int) -> int | None:
    """もっと強くして, もう少し目立つように: a step of unknown size, asked of the reader."""
    after = start + 1
    if passage.surface(start) == "もう" and passage.normal(after) in _LITTLE:
        after += 1
    elif passage.kind(start) != "副詞" or passage.normal(start) not in _MORE | _LITTLE:
        return None
    if end := _measured_thing_end(passage, after):
        return end if passage.asked(end) else None
    end = _measured_end(passage, after)
    return end if end and passage.asked(end) and passage.made(end) else None


def _measured_thing_end(passage: Passage, start: int) -> int | None:
    """Past 安い便 in もっと安い便で, 華やかな色 in もっと華やかな色で."""
    if passage.normal(start) in _NO_DEGREE:
        return None
    if passage.kind(start) == "形容詞" and passage.words[start].form.startswith("連体形"):
        return passage.noun_end(start + 1)
    qualified = passage.kind(start) in ("形状詞", "名詞") and passage.surface(start + 1) == "な"
    return passage.noun_end(start + 2) if qualified else None


def _measured_end(passage: Passage, start: int) -> int | None:
    """Past 強く, 派手に, 見やすく, 目立つように; None where no degree is named."""
    for index in range(start, min(start + 4, len(passage.words))):
        word = passage.words[index]
        if word.normal in _NO_DEGREE or word.kind in ("助詞", "補助記号"):
            return None
        adjective = word.kind == "形容詞" or (word.kind == "接尾辞" and word.normal in _BENDING)
        if adjective and word.form.startswith("連用形"):
            return index + 1
        following = passage.surface(index + 1)
        if word.normal in _SIDES and following in ("に", "へ", "から", "で"):
            return index + 2
        if word.kind == "形状詞" and following == "に":
            return index + 2
        if word.kind == "名詞" and following == "に" and passage.kind(index + 1) == "助動詞":
            return index + 2
    return None


def not_too(passage: Passage, start: int) -> int | None:
    """飲みすぎない程度に, 派手すぎない色で."""
    if passage.normal(start + 1) != "過ぎる" or passage.surface(start + 2) != "ない":
        return None
    end = passage.noun_end(start + 3)
    if end is None or passage.surface(end) not in ("に", "で", "の", "を"):
        return None
    return end + 1 if passage.asked(end + 1) else None


def a_little_off(passage: Passage, start: int) -> int | None:
    """軽めの, 固めに, 静かめに: the quality says no measure. 早め is a time, told by the list."""
    last = start + (passage.surface(start + 1) == "め")
    after = passage.surface(last + 1)
    if after not in ("に", "の", "で", "と") or not _is_off(passage, start, last):
        return None
    if passage.surface(last + 2)[:1].isdigit():
        return None
    end = (after == "の" and passage.noun_end(last + 2)) or last + 2
    return end if passage.asked(end) or passage.made(end) else None


def _is_off(passage: Passage, start: int, last: int) -> bool:
    word = passage.words[start]
    if last > start:
        return word.kind in ("形状詞", "副詞", "形容詞")
    if word.surface in _NO_MEASURE or not word.surface.endswith(("め", "目")):
        return False
    if word.kind == "動詞" and passage.surface(start + 1) != "に":
        return False
    return word.surface in _MODEST or _from_adjective(word.surface[:-1])


@lru_cache(maxsize=1024)
def _from_adjective(stem: str) -> bool:
    found = tokens(stem if stem.endswith("い") else f"{stem}い")
    return len(found) == 1 and found[0].kind == "形容詞" and stem != ""


def fit(passage: Passage, start: int) -> int | None:
    """適度な行数に, ほどよく: fit by whose measure?"""
    if passage.normal(start) not in _FIT:
        return None
    after = passage.surface(start + 1)
    if passage.kind(start) == "形容詞":
        bent = passage.words[start].form.startswith("連用形")
        end = start + 1 if bent else passage.noun_end(start + 1)
    elif after in ("な", "の"):
        end = passage.noun_end(start + 2)
    else:
        end = start + 2 if after in ("に", "で") else None
    return end if end and passage.asked(end) else None


def now_and_then(passage: Passage, start: int) -> int | None:
    """ときどき, 定期的に in an instruction without a figure for how often."""
    if passage.normal(start) not in _OFTEN or passage.surface(start + 1) in ("は", "の", "な"):
        return None
    end = start + 1 + (passage.surface(start + 1) == "に")
    figures = _HOW_OFTEN.search(passage.sentence.text)
    if figures or _HEALTH.search(passage.sentence.text):
        return None
    planned = passage.normal(start) in _LOOSELY and _PLANNED.search(passage.governing(end))
    return end if planned or passage.asked(end) or "教えて" in passage.governing(end) else None


def a_while(passage: Passage, start: int) -> int | None:
    """少し待ってから入れ直してください: how long is what the reader needs."""
    if passage.normal(start) not in _LITTLE or _names_a_length(passage):
        return None
    end = start + 1
    clause = next(c for c in passage.sentence.clauses if c.end > passage.words[start].start)
    said = passage.own[passage.words[end - 1].end : clause.end]
    rest = passage.governing(end)[len(said) :]
    if not re.match(rf"[^。、]{{0,8}}?{_SET_ASIDE.pattern}", said) or "お待ち" in said:
        return None
    return end if re.match(r"て|で|、|ら|後|あと|のち", rest) and passage.asked(end) else None


def _names_a_length(passage: Passage) -> bool:
    return any(Kind.LENGTH in time.kinds for time in passage.sentence.times)
