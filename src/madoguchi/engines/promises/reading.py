"""One time of a sentence with its predicate: the clauses that it belongs to, up to the next time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from madoguchi.engines.promises.moments import Moment
from madoguchi.engines.promises.page import Line, Page
from madoguchi.engines.rulebook.clauses import Clause, Link


@dataclass(frozen=True, slots=True)
class Commitment:
    """Words that commit: their span in the analysed text, the time, and the words that name the deed."""

    start: int
    end: int
    moment: Moment
    what: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One time of a sentence, and the times before and after it."""

    page: Page
    index: int
    moment: Moment
    before: Moment | None
    following: Moment | None

    @property
    def sentence(self) -> Line:
        return self.page.lines[self.index]

    @property
    def sentence_after(self) -> Line | None:
        return next(iter(self.page.lines[self.index + 1 : self.index + 2]), None)

    @property
    def own(self) -> str:
        return self.page.own

    @property
    def until(self) -> int:
        """Where the next time begins, or the sentence ends."""
        return self.following.start if self.following else self.sentence.end

    def behind(self, clause: Clause) -> str:
        """What the sentence says after a clause."""
        return self.own[clause.end : self.sentence.end]


_LIMIT = re.compile(r"まで|中|以内|うち")
_TOWARDS = ("よう", "ように", "べく")
_HEADED = ("よう", "べく", "方向で", "形で", "予定で", "つもりで")
_ADJECTIVE = re.compile(r"(?:[しきいさかくむば多無良高安近長]い|な)$")
# 17時までに空きをお調べします; 迎えに上がります.
_NOUN = re.compile(r"[きしちりいみびえけめれせげべね][をはがに]")
# 水曜に先方と話す場を設けます.
_OCCASION = re.compile(r"(?:場|機会|席|お?時間|会|会合|集まり)を")
# 貸し出せるか調べます: the time is that of the looking.
_WONDERED = re.compile(r"か(?!ら)")
# Nothing is there by a time: 今週中に影響のある請求書を直します.
_BEING = ("のある", "がある", "のない", "がない", "の要る", "の必要な")
# 30日までに受け付けた荷物には、…: the time says which.
_TOLD_OF = re.compile(r"[^、。はをが]{1,20}は(?!い)")
# 発送する + 予定です, 25日のお届け + となります, お送りする + とお約束します, 確認し + に参ります.
_TIED = re.compile(
    r"\s*(?:ば?と(?:考え|思っ)て(?:い|お)|(?:こと|旨)?[をと]お?約束(?:いた|し|申)|ことに(?:いたし|し(?=ま)|させ)|に(?:参|まい|伺|うかが|行[いき]|い[きく](?=ま)|上が|あが|お?邪魔)|(?:と|に)(?:な(?:り|る|っ)|いたし|し(?=ま|て)|させ)"
    r"|(?:を|の|が|は)?\s*(?:予定|見込み?|見通し|目[処途]|めど|段取り|手はず|手筈|算段|方針)(?!の(?!と)|だった|でした)|でござ|です|だ(?!った))"
)


def chain(reading: Reading) -> list[Clause]:
    """The clause of the time and those tied to it by て, up to the next time; asides are left out."""
    found: list[Clause] = []
    for clause in _clauses_from(reading):
        # 13時に電話で伝え、書面は15時までに送ります.
        led = bool(found) and found[-1].link is Link.AND
        if clause.start >= reading.until or (led and clause.head_start > reading.until):
            break
        if _aside(reading, clause) and (found or _describes(reading, clause)):
            continue
        found.append(clause)
        if not _goes_on(reading, clause):
            break
    return found


def voice(reading: Reading, main: Clause) -> Clause:
    """The predicate that says how all this is meant: 確認し、送付 is both of 確認し、送付してください."""
    said = main
    for clause in _clauses_from(reading):
        if clause.start <= main.start or _aside(reading, clause):
            continue
        if not _goes_on(reading, said):
            break
        said = clause
    return said


def tied(reading: Reading, clause: Clause) -> bool:
    """Whether the noun or verb that ends here is the core of what is said: 25日のお届け + となります."""
    return _TIED.match(reading.own, clause.end) is not None


def tie_end(reading: Reading, main: Clause) -> int:
    """Where the predicate ends, with the となります that is tied to it."""
    if main.link is Link.FINAL or not tied(reading, main):
        return main.end
    after = [clause.end for clause in reading.sentence.clauses if clause.start >= main.end]
    return after[0] if after else main.end


def is_towards(own: str, clause: Clause) -> bool:
    """25日に届くよう、手配いたします."""
    return own.endswith(_TOWARDS, clause.start, clause.end) or own.startswith(_HEADED, clause.end)


def _clauses_from(reading: Reading) -> Iterator[Clause]:
    moment = reading.moment
    # A clause ends before the bracket of 25日(水).
    reached = moment.start + len(reading.own[moment.start : moment.end].rstrip(") "))
    for clause in reading.sentence.clauses:
        if clause.end >= reached:
            yield clause


def _aside(reading: Reading, clause: Clause) -> bool:
    return _is_after(reading, clause) or (
        clause.link in (Link.WHEN, Link.NOUN) and not tied(reading, clause)
    )


def _is_after(reading: Reading, clause: Clause) -> bool:
    """料金を改定後の表に合わせます."""
    return clause.link is Link.AND and reading.own.startswith(("後の", "上の"), clause.end)


def _goes_on(reading: Reading, clause: Clause) -> bool:
    """確認し、…; 届くよう、…; 直し終えます, which is one verb."""
    if clause.link is Link.AND:
        return True
    own = reading.own
    if is_towards(own, clause):
        return True
    compound = clause.link is Link.FINAL and own[clause.end : clause.end + 1].strip("、。!?\n )")
    return bool(compound) and own[clause.end - 1] in "しきちりいみびえけめれせてげべねず"


def _describes(reading: Reading, clause: Clause) -> bool:
    """1週間以内に新しい部品をお送りします: what describes a thing does not take the time."""
    if _is_after(reading, clause):
        return True
    if clause.link is not Link.NOUN:
        return False
    if _WONDERED.match(reading.own, clause.end):
        return True
    if _NOUN.match(reading.own, clause.end - 1) or _OCCASION.match(reading.own, clause.end):
        return True
    if clause.head.endswith("い") or _ADJECTIVE.search(reading.own[clause.head_start : clause.end]):
        return True
    said = reading.moment.said
    if reading.own.startswith(("、", ","), reading.moment.limit_end):
        return True
    if not said.endswith(("に", "には")) or _LIMIT.search(said) is None:
        return False
    if reading.own.endswith(_BEING, clause.start, clause.end):
        return True
    over = (clause.past or clause.ongoing) and not clause.theirs
    return over and _TOLD_OF.match(reading.own, clause.end) is None
