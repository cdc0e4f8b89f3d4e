"""Signatures at the end of what a person wrote: `-- `, Japanese boxes of rules, and the lines that phones add."""

import re
from itertools import islice

_DEVICES = (
    "iPhone|iPad|iPod|Android|アンドロイド|Galaxy|Xperia|AQUOS|arrows|Pixel|スマートフォン|スマホ|携帯|タブレット"
    "|Outlook|Yahoo!?メール|Yahoo!? ?Mail|Windows|iOS|docomo|ドコモ|SoftBank|ソフトバンク|楽天|らくらく|Gmail|Huawei|Samsung"
)
_DEVICE_LINE = re.compile(
    rf"[(（]?(?:.{{0,30}}(?:{_DEVICES}).{{0,30}}から送信(?:しました|されました|しています)?"
    rf"|Sent from (?:my |Mail|the )?.{{0,40}}(?:{_DEVICES}|mobile|phone|device).{{0,60}}"
    rf"|Sent from my .{{1,40}}|(?:Get )?Outlook for (?:iOS|Android).{{0,80}})[。.)）]?",
    re.IGNORECASE,
)
_RULE_MARKS = "━─―—–‐-＝=＊*＿_~～〜☆★◇◆■□●○◎・.･…‥+＋┏┓┗┛┌┐└┘┣┫├┤┃│|:：;♪♦♢▲△▼▽#＃°｡。"
_RULE = re.compile(rf"(?=.{{3,120}}$)[{re.escape(_RULE_MARKS)}\s\u3000]{{3,}}")
_PHONE = re.compile(
    r"(?:\+81|[0０])[\d０-９]{0,4}[-ー－‐()（） .][\d０-９(（][\d０-９()（） .ー－‐-]{4,14}"
)
_CONTACT = re.compile(
    r"〒\s?[\d０-９]|[^\s@]+@[^\s@]+\.[a-z]{2}|https?://|www\.|\b(?:TEL|FAX|Mobile|Phone|E-?mail|Mail|URL|HP)\b"
    r"|℡|☎|電話[:：\s]|携帯[:：\s]|メール[:：\s]",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(
    r"株式会社|有限会社|合同会社|\(株\)|（株）|㈱|㈲|[都道府県市区町村].*\d|[部課室店]$|様$"
)
_PROSE = re.compile(
    r".*(?:[。？?！!]|ます|です|ません|でした|ました|ください|下さい|ですか|ますか|お願い|か|ね|よ)\s*"
)
_INTRODUCES = re.compile(
    r"下記|以下|次の|とおり|通り|届け先|送り先|送付先|配送先|連絡先|宛先|宛て|住所|電話番号|変更|登録|名義|情報|[:：]\s*$"
)
_SLOGAN_MARKS = ("☆", "★", "◆", "◇", "■", "□", "♪", "※", "●", "○")
_LONGEST = 15
_WIDEST = 300


def is_device_line(line: str) -> bool:
    """`iPhoneから送信`, `Sent from my iPhone` and their kind."""
    return _DEVICE_LINE.fullmatch(line.strip()) is not None


def without_signature(lines: list[str]) -> list[str]:
    """One stretch of own lines without its closing signature; whatever is doubtful stays."""
    kept = [line for line in lines if not is_device_line(line)]
    first = next((place for place, line in enumerate(kept) if line.strip()), len(kept))
    for place in _last_written(kept):
        if place > first and kept[place].rstrip("\n") in ("-- ", "--"):
            return kept[:place]
    for place in _rules(kept):
        if _is_box(kept, place):
            return kept[:place]
    return kept


def _last_written(lines: list[str]) -> list[int]:
    """Numbers of the last sixteen lines that are not blank: a signature's first line and what may follow it."""
    written = (place for place in range(len(lines) - 1, -1, -1) if lines[place].strip())
    return list(islice(written, _LONGEST + 1))[::-1]


def _rules(lines: list[str]) -> list[int]:
    """Numbers of the rule lines near the end."""
    last = max(0, len(lines) - 2 * _LONGEST)
    return [number for number in range(last, len(lines)) if is_rule(lines[number])]


def is_rule(line: str) -> bool:
    """A line drawn of at most five different marks, such as `━━━━`, `＊＊＊＊` or `=====`."""
    plain = line.strip()
    return _RULE.fullmatch(plain) is not None and len(set(plain) - {" ", "\u3000"}) <= 5


def _is_box(lines: list[str], place: int) -> bool:
    """Whether a rule opens a closing block of contact lines: name, firm, address, phone, and no sentence.

    A block that the words before announce (`下記の住所に…`) is what the person wants to say.
    """
    written = (line.strip() for line in lines[place:] if not is_rule(line))
    block = [
        line.strip(_RULE_MARKS + " \t\u3000")
        for line in written
        if not line.startswith(_SLOGAN_MARKS)
    ]
    block = [line for line in block if line]
    above = (lines[number] for number in range(place - 1, -1, -1))
    before = list(islice((line[-_WIDEST:] for line in above if line.strip()), 2))
    if (
        not before
        or not 1 <= len(block) <= _LONGEST
        or any(len(line) > _WIDEST for line in block)
        or any(_INTRODUCES.search(line) for line in before)
    ):
        return False
    if any(_PROSE.fullmatch(line) and not _CONTACT.search(line) for line in block):
        return False
    contacts = sum(bool(_CONTACT.search(line) or _PHONE.search(line)) for line in block)
    affiliations = sum(bool(_AFFILIATION.search(line)) for line in block)
    return contacts >= 1 and (contacts + affiliations >= 2 or len(block) <= 3)
