"""Vague phrases that grammar gives away rather than a list: あの方法, 軽めに, もっと強くしてください."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from madoguchi.engines.japanese import tokens
from madoguchi.engines.rulebook.passage import Passage, asks
from madoguchi.engines.rulebook.vague_words import Missing
from madoguchi.engines.rulebook.words import word_set
from madoguchi.engines.timewords import Kind


class Phrase(NamedTuple):
    """A vague phrase: what it leaves out, and its words by index, half open."""

    missing: Missing
    start: int
    end: int


# 一 after あの: no thing that is meant, but a memory or a manner.
_NO_REFERENT = word_set(
    "時 頃 日 節 世 手 後 当時 様 よう 通り 際 折 まま 度 夏 冬 春 秋 年 場 言葉 お言葉"
)
_EARLIER = word_set("前 例 この前 此の前 先 先日 何時も 此の間 この間 以前 昨日 前回 先程")
_PART = word_set("一部 複数 大半 大部分 多数 少数")
_SORT = word_set("感じ 雰囲気 イメージ テイスト トーン 印象 風 ふう 風合い 具合 調子 ニュアンス")
_MORE = word_set("もっと 成る可く 出来るだけ 極力 より 更に もう一段 一層")
_LITTLE = word_set("少し 一寸 少々 暫く 若干 ある程度 多少")
_NO_DEGREE = word_set(
    "詳しい 詳細 具体的 気軽 自由 宜しい 良い 早い 速い 快い 正確 丁寧 大切 無い 近い 共"
)
_OFTEN = word_set("時々 偶に 時折 折々 ちょくちょく ちょいちょい 定期的 小まめ 頻繁 度々")
_FIT = word_set("適度 程良い 手頃 手ごろ 適量 程々 そこそこ")
_HANDLED = re.compile(
    r"お?(?:持[ちっ]|用意|準備|集め|買[いっ]|揃え|そろえ|送[りっ]|入れ|置[いき]|付け|つけ|加え|足[しす]|載せ|のせ|並べ|出[しせ]|試[しす]|詰め|選[びん]|混ぜ)"
)
_SET_ASIDE = re.compile(
    r"(?:待[っち]|置[いき]|おい|お[いき]て|経[っち]|たっ|たち|放置|休ま|休め|寝か|冷ま|なじま|空け|あけ)"
)
_HEALTH = re.compile(r"水分|休憩|休息|お?体|お?身体|手洗い|うがい")
_LISTED = re.compile(r"一覧|リスト|添付|以下|下記|次の|上記|詳しく|詳細|\d|https?|〓|[:：]")


def phrases(passage: Passage) -> Iterator[Phrase]:
    """The vague phrases of one sentence, in order; they may overlap."""
    for start in range(len(passage.words)):
        for missing, ends in _GRAMMAR:
            if end := ends(passage, start):
                yield Phrase(missing, start, end)


def _that_thing(passage: Passage, start: int) -> int | None:
    """あの方法, あんな資料, ああいう店: the reader has to guess which."""
    after = start + 1
    if passage.surface(start) == "ああ" and passage.surface(after) in ("いう", "いった", "言う"):
        after += 1
    elif passage.surface(start) not in ("あの", "あんな"):
        return None
    end = passage.noun_end(after)
    if end is None or passage.normal(after).removeprefix("御") in _NO_REFERENT | _SORT:
        return None
    return end


def _that(passage: Passage, start: int) -> int | None:
    """あれの値段, 前のあれを, あそこの倉庫, あそこに."""
    position = start
    if passage.normal(start) in _EARLIER and passage.surface(start + 1) == "の":
        position = start + 2
    after = passage.surface(position + 1)
    if passage.kind(position) != "代名詞":
        return None
    if passage.surface(position) in ("あれ", "アレ", "あいつ"):
        if after not in ("を", "の", "が", "は", "に", "も", "で", "って", "、"):
            return None
    elif passage.surface(position) not in ("あそこ", "あっち", "あすこ") or after not in (
        "の", "に", "へ", "を", "から", "で", "は",
    ):  # fmt: skip
        return None
    owned = passage.noun_end(position + 2) if after == "の" else None
    return owned or position + 1


def _some_of_them(passage: Passage, start: int) -> int | None:
    """一部の申請書 where the reader is to do something about them."""
    if passage.normal(start) not in _PART or passage.surface(start + 1) != "の":
        return None
    end = passage.noun_end(start + 2)
    if end is None or _LISTED.search(passage.governing(end)):
        return None
    following = passage.following
    near = following is not None and asks(following) and not _LISTED.search(following.text)
    return end if asks(passage.sentence) or near else None


def _in_that_vein(passage: Passage, start: int) -> int | None:
    """明るい感じに, 落ち着いた雰囲気で, 派手すぎない色合いで: a look that everyone sees otherwise."""
    end = start
    while end < len(passage.words) and end - start < 6 and _describes(passage, end):
        end += 1
    if end == start or passage.normal(end) not in _SORT:
        return None
    if passage.surface(end + 1) not in ("に", "で", "の") or passage.kind(start) in (
        "助詞",
        "助動詞",
    ):
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


def _like_that(passage: Passage, start: int) -> int | None:
    """プロっぽく, 春らしく: likeness for a description."""
    if (
        passage.kind(start) not in ("名詞", "形状詞", "形容詞")
        or passage.normal(start + 1) != "ぽい"
    ):
        return None
    end = start + 2
    return end if passage.surface(start + 1).endswith("く") and passage.made(end) else None


def _more(passage: Passage, start: int) -> int | None:
    """もっと強くして, もう少し目立つように: a step of unknown size, asked of the reader."""
    after = start + 1
    if passage.surface(start) == "もう" and passage.normal(after) in ("少し", "一寸", "少々"):
        after += 1
    elif passage.kind(start) != "副詞" or passage.normal(start) not in _MORE:
        return None
    end = _measured_end(passage, after)
    return end if end and passage.asked(end) and passage.made(end) else None


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
        if word.kind == "形状詞" and following == "に":
            return index + 2
        if word.kind == "名詞" and following == "に" and passage.kind(index + 1) == "助動詞":
            return index + 2
    return None


_BENDING = word_set("易い 難い ぽい らしい")


def _not_too(passage: Passage, start: int) -> int | None:
    """飲みすぎない程度に, 派手すぎない色で."""
    if passage.normal(start + 1) == "成る":
        return None
    if passage.normal(start + 1) != "過ぎる" or passage.surface(start + 2) != "ない":
        return None
    end = passage.noun_end(start + 3)
    if end is None or passage.surface(end) not in ("に", "で", "の", "を"):
        return None
    return end + 1 if passage.asked(end + 1) else None


def _a_little_off(passage: Passage, start: int) -> int | None:
    """軽めの, 固めに: the adjective says no measure. 早め is a time, told by the list."""
    word = passage.words[start]
    if not word.surface.endswith(("め", "目")) or word.surface in ("早め", "はやめ"):
        return None
    after = passage.surface(start + 1)
    if after not in ("に", "の", "で") or not _from_adjective(word.surface[:-1]):
        return None
    if word.kind == "動詞" and after != "に":
        return None
    end = passage.noun_end(start + 2) if after == "の" else start + 2
    if end is None:
        return None
    return end if passage.asked(end) or (after != "の" and passage.made(end)) else None


def _from_adjective(stem: str) -> bool:
    word = stem if stem.endswith("い") else f"{stem}い"
    found = tokens(word)
    return len(found) == 1 and found[0].kind == "形容詞" and stem != ""


def _now_and_then(passage: Passage, start: int) -> int | None:
    """ときどき, 定期的に in an instruction without a figure for how often."""
    if passage.normal(start) not in _OFTEN or passage.surface(start + 1) in ("は", "の", "な"):
        return None
    end = start + 1 + (passage.surface(start + 1) == "に")
    figures = re.search(r"\d|毎[日週月]|[一二三]回", passage.sentence.text)
    if figures or _HEALTH.search(passage.sentence.text):
        return None
    return end if passage.asked(end) else None


def _a_while(passage: Passage, start: int) -> int | None:
    """少し待ってから入れ直してください: how long is what the reader needs."""
    if passage.normal(start) not in _LITTLE or _names_a_length(passage):
        return None
    end = start + 1
    if passage.surface(end) in ("間", "だけ"):
        end += 1
    clause = next(c for c in passage.sentence.clauses if c.end > passage.words[start].start)
    said = passage.own[passage.words[end - 1].end : clause.end]
    rest = passage.governing(end)[len(said) :]
    if not re.match(rf"[^。、]{{0,8}}?{_SET_ASIDE.pattern}", said) or "お待ち" in said:
        return None
    return end if re.match(r"て|で|、|ら|後|あと|のち", rest) and passage.asked(end) else None


def _names_a_length(passage: Passage) -> bool:
    return any(Kind.LENGTH in time.kinds for time in passage.sentence.times)


def _fit(passage: Passage, start: int) -> int | None:
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
        end = start + 2 if after == "に" else None
    return end if end and passage.asked(end) else None


def _all_sorts(passage: Passage, start: int) -> int | None:
    """いろいろお持ちください: the reader cannot tell what to bring."""
    if passage.normal(start) not in ("色々", "諸々", "彼此", "あれこれ", "様々"):
        return None
    end = start + 1 + (passage.surface(start + 1) in ("と", "に"))
    handled = _HANDLED.match(passage.governing(end).lstrip("、"))
    return end if handled and passage.asked(end) else None


def _somewhere(passage: Passage, start: int) -> int | None:
    """どこかに置いておきました, どこかでお時間をください."""
    if passage.surface(start) != "どこ" or passage.surface(start + 1) != "か":
        return None
    end = start + 3
    said = passage.governing(end) if end <= len(passage.words) else ""
    if passage.surface(start + 2) not in ("に", "で", "へ") or re.search(r"お?会い|お目", said):
        return None
    done = re.search(r"(?:まし|てあ|ておき|てい)た|ておき|て(?:あり|い)ます|しま[すし]", said)
    return end if done or passage.asked(end) else None


_GRAMMAR: tuple[tuple[Missing, Callable[[Passage, int], int | None]], ...] = (
    (Missing.NAME, _that_thing),
    (Missing.NAME, _that),
    (Missing.NAME, _some_of_them),
    (Missing.NAME, _all_sorts),
    (Missing.NAME, _somewhere),
    (Missing.WAY, _in_that_vein),
    (Missing.WAY, _like_that),
    (Missing.AMOUNT, _more),
    (Missing.AMOUNT, _not_too),
    (Missing.AMOUNT, _a_little_off),
    (Missing.AMOUNT, _now_and_then),
    (Missing.AMOUNT, _a_while),
    (Missing.AMOUNT, _fit),
)
