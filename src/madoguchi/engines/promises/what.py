"""The deed of a promise in a few words, as a line of a ledger names it: 交換の可否を回答."""

import re

from madoguchi.engines.promises.deeds import DEED
from madoguchi.engines.promises.reading import Reading
from madoguchi.engines.rulebook.clauses import Clause

LONGEST = 30
# やっておきます.
UNNAMED = "対応"

_TOPIC = re.compile(
    r"(?P<topic>[^、。\s:()]{1,40})(?:を|は|も|につきましては|については|に関しては|に関しましては|の件)[、,\s]*$"
)
_PARTICLE = re.compile(
    r"^(?:[はもでにのとへ:、,\s]|には|までに?|ごろに?|頃に?|中に?|(?:朝|昼|夕方?|夜|午前|午後|間|過ぎ|うち|早め|時点)に|(?:便|着|必着|付)で|を(?:目[安処途標]|めど|期限)に|改めて|あらためて|再度|もう一度|ちょうどに?|きっかりに?|必ず|また|お)+(?![ァ-ヶー])"
)
_POLITE_PREFIX = re.compile(
    r"^(?!お知らせ|お詫び|お礼|ご挨拶|[おご][^を]{1,5}でき)[おご](?=[一-龥])"
)
_SPOKEN = {
    "知る": "お知らせ",
    "済む": "済ませる",
    "終わる": "終わらせる",
    "間に合う": "間に合わせる",
    "向かう": "向かわせる",
}
# Without what stands before them.
_SAYS_NOTHING = ("日", "日時", "日程", "時間", "時期", "件", "点", "もの", "こと")
_CASE = ("に", "へ", "で", "から", "より")
_NAMED = re.compile(rf"(?P<deed>[^、。\s]{{0,20}}?{DEED})")
_NOT_THE_MATTER = re.compile(
    r"(?:弊社|当社|私|わたくし|担当者?|こちら|当方|本日|今日|本件|お客様)$"
)


def deed_of(reading: Reading, main: Clause) -> str:
    """The deed of a clause with what it is done to, of at most thirty characters, never empty."""
    moment = reading.moment
    light = main.head_start < moment.limit_end <= main.end
    head = "" if light or len(main.head) == 1 else _SPOKEN.get(main.head, main.head)
    begins = max(main.start, moment.limit_end) if moment.start < main.end else main.start
    said = "" if light else _without_particles(reading, begins, main.head_start)
    if "を" not in said and (topic := _topic(reading, main)):
        said = f"{topic}{'' if topic.endswith(_CASE) else 'を'}{said}" if head else topic
    return shortened(f"{said}{head}")


def _without_particles(reading: Reading, begins: int, until: int) -> str:
    """What is said from there on, without に and 改めて before it: whole words, 中間報告 keeps its 中."""
    leading = _PARTICLE.match(reading.own[begins:until])
    first = begins + leading.end() if leading else begins
    cut = next(
        (word.start for word in reading.sentence.words if word.start < first < word.end), first
    )
    return reading.own[max(cut, begins) : until].strip(" 、,")


def deed_around(reading: Reading) -> str:
    """What more time is asked for: 確認に17時までお時間をください."""
    named = _NAMED.search(reading.own, reading.sentence.start, reading.moment.start)
    return shortened(named["deed"]) if named else "回答"


def shortened(said: str) -> str:
    """At most thirty characters, from the last comma on where that helps; never empty."""
    said = _POLITE_PREFIX.sub("", re.sub(r"[\s〓]+|^[・●■◆◇○□▼※*\-]+", "", said))
    if len(said) > LONGEST:
        said = said[-LONGEST:].partition("、")[2] or said[-LONGEST:]
    return said.strip("、。") or UNNAMED


def _topic(reading: Reading, main: Clause) -> str:
    """見積書は in 見積書は25日にお送りします."""
    start = max(main.start, reading.sentence.start)
    found = _TOPIC.search(reading.own, start, max(reading.moment.start, start))
    if found is not None and found["topic"] in _SAYS_NOTHING:
        # お届けできる日を: which day is said by the clause before.
        found = _TOPIC.search(reading.own, reading.sentence.start, reading.moment.start)
    if found is None or _NOT_THE_MATTER.search(found["topic"]):
        return ""
    return _POLITE_PREFIX.sub("", found["topic"])
