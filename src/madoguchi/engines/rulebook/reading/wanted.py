"""What a question of theirs wants to know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from madoguchi.engines.japanese import Token
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.reading.act import ActKind
from madoguchi.engines.rulebook.reading.asked import QuestionAsked
from madoguchi.engines.rulebook.reading.gist import Gist, gist
from madoguchi.engines.rulebook.reading.question_words import INDEFINITE


class Wanted(IntEnum):
    """What would be an answer."""

    POLARITY = 1
    TIME = 2
    AMOUNT = 3
    CAUSE = 4
    THING = 5
    ANYTHING = 6


@dataclass(frozen=True)
class Question:
    """A question with what it wants, its gist, and the word that is asked for: 持ち物を教えて."""

    text: str
    wanted: Wanted
    gist: Gist
    key: str
    asserted: frozenset[str]
    predicate: str
    past: bool

    @property
    def which(self) -> bool:
        """Whether one of several is asked for: どちらがおすすめですか."""
        return _WHICH.search(self.text) is not None


_TIME = re.compile(
    r"いつ(?!も|で)|何(?:時|日|月|曜)|日(?:程|時|付)|時(?:間|刻|期)|納期|期(?:限|日)|(?:予定|締め切り|締切)(?:日)?(?:を|は)"
)
_AMOUNT = re.compile(
    r"いくら|いくつ|何(?:件|個|名|人|本|枚|台|円|回|点|パーセント|%|割|度|割引|通|冊|箱|匹|歳|ヶ月|か月|年|分|文字|キロ|グラム|社|店|組|席|部|階|泊|種|km|kg|cm)|どの(?:くらい|ぐらい|位|程度)|どれ(?:くらい|ぐらい|ほど|だけ)"
)
# 題名わかりますか wants the title.
_WHETHER_KNOWN = re.compile(r"(?:分か|わか|判)(?:り|る)|ご存[じ知]|知ってい?")
_CAUSE = re.compile(r"なぜ|何故|どうして|なんで|理由|原因|要因")
_KEY = re.compile(
    r"([一-龥々ァ-ヶーA-Za-z0-9]{1,12}(?:り|き|ち|い|れ)?[一-龥々]{0,4})(?:を|について|は|って|(?=分か|わか|ご存))"
)

_WHICH = re.compile(r"どちら|どっち|どれ|どの")


def read_question(theirs: Analysis, asked: QuestionAsked) -> Question:
    """What a question of theirs wants to know."""
    sentence = theirs.sentences[asked.sentence]
    said = sentence.text
    inside = [t for t in sentence.tokens if t.start < asked.end and t.end > asked.start]
    keys = _KEY.findall(said)
    return Question(
        text=asked.text,
        wanted=_wanted(asked.kind, said),
        gist=gist(inside),
        key=keys[-1] if keys else "",
        asserted=_asserted(inside),
        predicate=_predicate(inside),
        past=any(clause.past for clause in sentence.clauses[-1:]),
    )


def _wanted(kind: ActKind, said: str) -> Wanted:
    counted = _AMOUNT.search(INDEFINITE.sub("", said)) or _WHETHER_KNOWN.search(said)
    if kind is ActKind.ASKS_YES_NO and not counted:
        return Wanted.POLARITY
    if kind is ActKind.ASKS_CHOICE and _WHICH.search(said):
        return Wanted.THING
    if kind not in (ActKind.ASKS_FACT, ActKind.ASKS_YES_NO):
        return Wanted.ANYTHING
    for wanted, pattern in (
        (Wanted.AMOUNT, _AMOUNT),
        (Wanted.TIME, _TIME),
        (Wanted.CAUSE, _CAUSE),
    ):
        if pattern.search(said):
            return wanted
    return Wanted.THING


def _predicate(tokens: Sequence[Token]) -> str:
    """What yes or no is asked of: 間に合う in 間に合いそうですか, 返品 in 返品できますか."""
    words = [t.normal for t in tokens if gist([t]).words and t.normal not in ("そう", "様")]
    return words[-1] if words else ""


def _asserted(tokens: Sequence[Token]) -> frozenset[str]:
    """The characters of the last two words that yes or no is asked of: 着く, 大丈夫."""
    words = [t.normal for t in tokens if t.kind in ("名詞", "動詞", "形容詞", "形状詞")]
    return kanji("".join(words[-2:]))


def kanji(said: str) -> frozenset[str]:
    """The characters of Chinese origin: two words that share some are often one matter."""
    return frozenset(c for c in said if "一" <= c <= "龥")
