"""Things pointed at that the reader has to guess: あの方法, あれの値段, 一部の申請書."""

import re

from madoguchi.engines.rulebook.passage import Passage, asks
from madoguchi.engines.rulebook.words import word_set

# After あの: no thing that is meant, but a memory or a manner.
_NO_REFERENT = word_set(
    "時 頃 日 節 世 手 後 当時 様 よう 通り 際 折 まま 度 夏 冬 春 秋 年 場 言葉 お言葉"
)
_EARLIER = word_set("前 例 この前 此の前 先 先日 何時も 此の間 この間 以前 昨日 前回 先程")
_PART = word_set("一部 複数 大半 大部分 多数 少数")
_CALLED = word_set("を の が は に も で って 、")
_PLACED = word_set("の に へ を から で は")
# あれから and あれほど point at nothing.
_FOLLOWED = {"あれ": _CALLED, "アレ": _CALLED, "あそこ": _PLACED, "あっち": _PLACED}
_CASES = ("に", "が", "を", "で")
_HANDLED = re.compile(
    r"お?(?:持[ちっ]|用意|準備|集め|買[いっ]|揃え|そろえ|送[りっ]|入れ|置[いき]|付け|つけ|加え|足[しす]|載せ|のせ|並べ|出[しせ]|試[しす]|詰め|選[びん]|混ぜ)"
)
_LISTED = re.compile(r"一覧|リスト|添付|以下|下記|次の|上記|詳しく|詳細|\d|https?|〓|[:：]")


def that_thing(passage: Passage, start: int) -> int | None:
    """あの方法, あんな資料, ああいう店: the reader has to guess which."""
    after = start + 1
    if passage.surface(start) == "ああ" and passage.surface(after) in ("いう", "いった", "言う"):
        after += 1
    elif passage.surface(start) not in ("あの", "あんな"):
        return None
    end = passage.noun_end(after)
    if end is None or passage.normal(after).removeprefix("御") in _NO_REFERENT:
        return None
    return end


def that(passage: Passage, start: int) -> int | None:
    """あれの値段, 前のあれを, あそこの倉庫, あそこに."""
    position = start
    if passage.normal(start) in _EARLIER and passage.surface(start + 1) == "の":
        position = start + 2
    after = passage.surface(position + 1)
    if passage.kind(position) != "代名詞" or _has_just_been_named(passage, position):
        return None
    if after not in _FOLLOWED.get(passage.surface(position), ()):
        return None
    owned = passage.noun_end(position + 2) if after == "の" else None
    return owned or position + 1


def _has_just_been_named(passage: Passage, position: int) -> bool:
    """お通夜の席次、あれはひどい: the name stands right before."""
    return passage.surface(position - 1) == "、" and passage.kind(position - 2) == "名詞"


def some_of_them(passage: Passage, start: int) -> int | None:
    """一部の申請書, 書類の一部に where the reader is to do something about them."""
    if passage.normal(start) not in _PART:
        return None
    end = passage.noun_end(start + 2) if passage.surface(start + 1) == "の" else None
    if passage.surface(start - 1) == "の" and passage.surface(start + 1) in _CASES:
        end = start + 1
    if end is None or _LISTED.search(passage.governing(end)):
        return None
    following = passage.following
    near = following is not None and asks(following) and not _LISTED.search(following.text)
    return end if asks(passage.sentence) or near else None


def all_sorts(passage: Passage, start: int) -> int | None:
    """いろいろお持ちください: the reader cannot tell what to bring."""
    if passage.normal(start) not in ("色々", "諸々", "彼此", "あれこれ", "様々"):
        return None
    end = start + 1 + (passage.surface(start + 1) in ("と", "に"))
    handled = _HANDLED.match(passage.governing(end).lstrip("、"))
    return end if handled and passage.asked(end) else None


def somewhere(passage: Passage, start: int) -> int | None:
    """どこかに置いておきました, どこかでお時間をください."""
    if passage.surface(start) in ("あちこち", "あちらこちら"):
        scattered = passage.surface(start + 1) in _CASES
        return start + 2 if scattered and _HANDLED.search(passage.governing(start + 1)) else None
    if passage.surface(start) != "どこ" or passage.surface(start + 1) != "か":
        return None
    end = start + 3
    said = passage.governing(end) if end <= len(passage.words) else ""
    if passage.surface(start + 2) not in ("に", "で", "へ") or re.search(r"お?会い|お目", said):
        return None
    done = re.search(r"(?:まし|てあ|ておき|てい)た(?!ら)|ておき|て(?:あり|い)ます|しま[すし]", said)
    return end if done or passage.asked(end) else None
