"""Taking on what was asked: 承知しました, 対応します; やっときます in answer to a task."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.beginnings import compiled
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.reading.act import Act, ActKind
from madoguchi.engines.rulebook.reading.asked import asked
from madoguchi.engines.rulebook.reading.undertakings import Undertaking, undertakings

# Nobody announces more; it bounds what is asked of each.
MOST_DEEDS = 12
_UNDERTAKEN = re.compile(
    r"請け?負|お受け(?:いた|し)|お?引き?受け(?!い?ただ|て?くだ|られ|でき|かね)|お任せ(?!する|し(?:ます|たい|て))|(?<!お)[任まか]せて(?:くだ|おけ|おい|ちょう|[!。、~]|$)|まかせて|[任まか]しと(?:き|い)|巻き取り"
)
# Papers that came are no task yet; they accept one only where one was asked for.
_RECEIVED = re.compile(r"はい[、。!ー~]|拝受|受領|受け取り|お預かり")
_AGREED = re.compile(
    r"(?<![ご御])承知|かしこま|畏ま|(?<![ご御])(?:了解|諒解)|りょうかい|りょーかい|承(?:り|って)|うけたまわ|心得|[分わ判]かりました(?!ら)|わっかりました|合点|[がガ]ッ?っ?[てテ]ん|ガッテン|ラジャ|らじゃ|[Oo0][Kk]|オッケ|おっけ|おけ|喜んで|よろこんで|もちろん|受け賜|うけたまり"
    r"|ご(?:依頼|要望|指示|用命)(?:いただ|頂|くださ|下さ|を|の|、|あり)|[あはほ]いよ|りょ(?=[!。~〜ー、]|で?す|っす|$)|ほな|拝承|お安い[ご御]用|よっしゃ|(?:^|[\s。!])(?:うっ?す|ういっ?す|へい|ほい|うい|オス|おす)(?=[!。、~〜ー\s]|$)|(?i:\b(?:noted|will do|on it|sure thing|roger|copy that)\b)"
)
_WORDS = compiled(f"{_UNDERTAKEN.pattern}|{_AGREED.pattern}")
# 土曜日も承っております tells what is on offer.
_OFFERED = re.compile(r"承(?:って|れ|ること|りかね)|受け付けて")
_KEPT_IN_MIND = re.compile(
    r"今後は?|(?:次|今度|これ)から(?!の)|次回(?:から|以降|より)|以[後降]は?|これからは|毎[回度週日月]|都度|つど|今回限り|再発(?:し|防)"
)


@dataclass(frozen=True, slots=True)
class TakenOn:
    """What the draft takes on: its words of acceptance (None where the deed itself accepts) and its deeds."""

    accepted: Act | None
    undertaken: bool
    deeds: tuple[Undertaking, ...]


@read_once
def acceptances(analysis: Analysis) -> tuple[Act, ...]:
    """Where the draft takes something on, or takes note of it."""
    return tuple(_acceptances(analysis))


def _acceptances(analysis: Analysis) -> Iterator[Act]:
    task = requested(analysis)
    if not (task or _WORDS.search(analysis.own)):
        return
    for index, sentence in enumerate(analysis.sentences):
        match = _WORDS.search(sentence.text)
        if match is None and task:
            match = _RECEIVED.search(sentence.text)
        if match and not _OFFERED.match(sentence.text, match.start()):
            start = sentence.start + match.start()
            yield Act(ActKind.ACCEPTS, start, sentence.end, index)


@read_once
def taken_on(analysis: Analysis) -> TakenOn | None:
    """The task that the draft takes on, None where it takes on nothing that has to be done."""
    words = acceptances(analysis)
    task = requested(analysis)
    if not (words or task):
        return None
    deeds = tuple(islice(_deeds(analysis), MOST_DEEDS))
    undertaken = any(_UNDERTAKEN.search(analysis.own, act.start, act.end) for act in words)
    if not (deeds or undertaken or (words and task)):
        return None
    return TakenOn(words[0] if words else None, undertaken, deeds)


def requested(analysis: Analysis) -> bool:
    """Whether their last words ask for a task."""
    theirs = asked(analysis)
    return theirs is not None and theirs.task is not None


def _deeds(analysis: Analysis) -> Iterator[Undertaking]:
    task = requested(analysis)
    for deed in undertakings(analysis):
        sentence = analysis.sentences[deed.sentence]
        if _KEPT_IN_MIND.search(sentence.text) or (deed.passing_on and not task):
            continue
        yield deed
