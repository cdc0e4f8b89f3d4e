"""Where a draft tells a guess as a fact, or runs fact, guess and conclusion together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.clauses import Link
from madoguchi.engines.rulebook.guess_grounds import (
    ASKED,
    checked,
    seen_before,
    seen_near,
    unchecked,
    with_the_one_before,
)
from madoguchi.engines.rulebook.guess_words import (
    BROKE_BY,
    CAUSES,
    CERTAIN,
    EVIDENCE,
    EXPLAINED,
    EXPLAINS,
    EXPLAINS_BY_CAUSE,
    FUTURE,
    INFERS,
    JUDGES,
    METRIC,
    MINDS,
    MINDS_OF_PEOPLE,
    MOODS_MOVE,
    MOVES_PEOPLE,
    NAMED,
    OWN_SIDE,
    OWN_SUBJECT,
    PEOPLE,
    POOR,
    PROPOSES,
    SHOWN,
)
from madoguchi.engines.rulebook.reading.modality import (
    About,
    Stance,
    Statement,
    sentence_lines,
    statements_of,
)
from madoguchi.engines.rulebook.wordings import Wordings, first

_SEEMINGLY = Wordings(
    r"よう(?:で、|な)|みたい|らしく|でしょう(?:から|、)|だろう(?:から|、)|はずな|と思(?:う|いま)す?(?:の|か)"
)
_CUES = Wordings.of(
    CAUSES,
    CERTAIN,
    MINDS,
    MINDS_OF_PEOPLE,
    FUTURE,
    INFERS,
    EXPLAINS,
    EXPLAINS_BY_CAUSE,
    MOVES_PEOPLE,
    BROKE_BY,
    JUDGES,
    _SEEMINGLY,
)
_OTHERS_MOVE = re.compile(
    rf"{PEOPLE}|{METRIC}[はがも]|(?:解約|応募|申し込|購入|契約|入会|退会|離れ|辞め|来てく|買って|完売|売り切れ|売れ|赤字|黒字|満席|未達|品切れ|欠品|壊れ|辞め|話題|人気|ヒット)"
)
_ALL = re.compile(
    r"皆|みんな|誰も|だれも|全員|すべて|全て|完全に|しか|明らか|間違いな|に違い|に決まって|どうせ|そもそも|一切|もう"
)
_SURE = re.compile(
    r"間違いな|に違い|決まって|明らか|確実|断言|としか|以外(?:に|の)|ほかに理由|敗因|元凶|証拠"
)
# 内定が出たのでしょう、: a light guess that the sentence goes on from.
_LIGHTLY = re.compile(r"(?:でしょう|だろう|らしく|みたいで|ようで)(?:ね|な)?、?$")
# What was seen stands before the comma or the て of the same statement.
_SEEN_PART = re.compile(r"^.*(?:、|なく(?=高|安|他))", re.DOTALL)
# 表示を消します: what is done because of it.
_DECIDES = re.compile(
    r"(?<!あり)(?<!おり)(?<!てい)(?<!なり)(?<!でき)(?<!ござい)(?<!思い)(?<!かかり)(?<!え)ます(?:ね|よ)?[。!]?\s*$"
)
# 申し込まないのは, 応募がゼロなのは: what is left undone, or a figure, is explained.
_UNDONE = re.compile(rf"(?:な[いか]っ?た?|ません(?:でした)?)のは|{METRIC}[^。、\n]{{0,12}}のは")
# 理由は、…からです after what we decided: that is our own reason.
_OUR_REASON = re.compile(
    r"^\s*(?:その|主な|一番の)?理由(?:は|として|ですが)|^\s*(?:というの[はも]|なぜなら)"
)
_CONDITION = re.compile(r"(?:場合|とき|時|際)(?:は|には|に|も)|(?:たら|れば|なら)、")
# Their side of the matter, of which we see nothing: the device, the line, what was pressed at home.
_THEIR_SIDE = re.compile(
    r"お客様|ご自宅|別の(?:店|業者|会社)|他店|他社|(?:前|以前)の(?:業者|店|会社|担当|方)|ご家族|ご近所|お使いの|ご利用の|端末|通信環境|ブラウザ|回線|操作"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess that is told as a fact, with its span in the analysed text.

    `woven` is one that shows as a guess, but stands between what was seen and what is concluded.
    """

    start: int
    end: int
    about: About
    link: Link
    woven: bool


def guesses(analysis: Analysis) -> Iterator[Guess]:
    """One guess at most for each sentence, in the order of the text."""
    cues = _CUES.within(sentence_lines(analysis), analysis.own)
    if not cues:
        return
    for index, sentence in enumerate(analysis.sentences):
        if first(cues, sentence.text) and (found := statements_of(analysis, index)):
            guess = _woven(analysis, found) or _told_as_fact(analysis, found)
            if guess is not None:
                yield guess


def _woven(analysis: Analysis, found: Sequence[Statement]) -> Guess | None:
    """返信がないので、他社に決めたようで、外していいと思います: seen, guessed, concluded in one breath."""
    if not PROPOSES.search(found[-1].text) and not _DECIDES.search(found[-1].text):
        return None
    for index, guess in enumerate(found[:-1]):
        if guess.stance is not Stance.SEEMING:
            continue
        if index and _is_seen(found[index - 1]):
            return Guess(found[index - 1].start, guess.end, About.MINDS, guess.link, woven=True)
        if guess.about is not None and guess.link is Link.REASON:
            return Guess(guess.start, guess.end, guess.about, guess.link, woven=True)
        if _leads_on(guess) and seen_near(analysis, guess):
            about = guess.about or About.MINDS
            return Guess(guess.start, guess.end, about, guess.link, woven=True)
    return None


def _leads_on(guess: Statement) -> bool:
    """高すぎたようなので: no figure that only seems to have moved, and nothing of our own."""
    return (
        (guess.link is Link.REASON or _LIGHTLY.search(guess.text) is not None)
        and not EVIDENCE.search(_SEEN_PART.sub("", guess.text))
        and not OWN_SIDE.search(guess.text)
    )


def _is_seen(before: Statement) -> bool:
    return before.link is Link.REASON and before.stance in (Stance.FACT, Stance.GUESS)


def _told_as_fact(analysis: Analysis, found: Sequence[Statement]) -> Guess | None:
    for index, one in enumerate(found):
        if one.stance is Stance.GUESS and not ASKED.search(one.text):
            about, stands = one.about, _stands(analysis, found, index)
        else:
            about, stands = About.CAUSES, _explains(analysis, found, index)
        if about is not None and stands:
            return Guess(one.start, _end(found, index), about, one.link, woven=False)
    return _moved(analysis, found)


def _end(found: Sequence[Statement], index: int) -> int:
    """Where the last guess of the sentence ends."""
    return max(
        one.end for one in found[index:] if one is found[index] or one.stance is Stance.GUESS
    )


def _moved(analysis: Analysis, found: Sequence[Statement]) -> Guess | None:
    """文字が小さくて見えないから電話が来るわけで: a fault of the thing, told as what moves people."""
    if any(one.stance in (Stance.HEARSAY, Stance.MARKED, Stance.SEEMING) for one in found):
        return None
    text = analysis.own[found[0].start : found[-1].end]
    match = MOVES_PEOPLE.search(text)
    if (
        match is None
        or analysis.draft.audience_kind != "client"
        or ASKED.search(text)
        or OWN_SIDE.search(text)
        or not (seen_near(analysis, found[0]) or _concluded(analysis, found, 0))
    ):
        return None
    start = found[0].start
    return Guess(start, start + match.end(), About.CAUSES, Link.FINAL, woven=False)


def _stands(analysis: Analysis, found: Sequence[Statement], index: int) -> bool:
    """Whether it matters: something is concluded from it, or it explains a figure or speaks for all."""
    one = found[index]
    if one.about is About.CAUSES:
        return _cause_stands(analysis, one, concluded=_concluded(analysis, found, index))
    if OWN_SUBJECT.search(one.text):
        return False
    if analysis.draft.audience_kind != "client":
        return one.about is About.MINDS and any(PROPOSES.search(x.text) for x in found[index + 1 :])
    seen = seen_near(analysis, one)
    if one.about is About.FUTURE:
        return seen or _OTHERS_MOVE.search(with_the_one_before(analysis, one)) is not None
    if _CONDITION.search(one.text) or SHOWN.search(one.text):
        return seen and SHOWN.search(one.text) is not None
    if any(sure.search(one.text) for sure in (_SURE, INFERS)) or _moved_by_mood(one):
        return True
    return seen or _concluded(analysis, found, index) or _of_all(one)


def _moved_by_mood(one: Statement) -> bool:
    """田中様は値引きを期待して返事を引き延ばしています: what was done, and why, of somebody named."""
    return MOODS_MOVE.search(one.text) is not None and NAMED.search(one.text) is not None


def _explains(analysis: Analysis, found: Sequence[Statement], index: int) -> bool:
    """今週は48組でした。外に出たくなかったのです。: an explanation of the figure before it."""
    one = found[index]
    if BROKE_BY.search(one.text) and one.stance is Stance.FACT:
        return not checked(analysis, one)
    if (
        one.stance is not Stance.FACT
        or any(other.stance is Stance.MARKED for other in found)
        or ASKED.search(one.text)
        or analysis.draft.audience_kind != "client"
        or OWN_SIDE.search(one.text)
        or EVIDENCE.search(one.text)
        or checked(analysis, one)
    ):
        return False
    if JUDGES.search(one.text) and _judged_from(found, index):
        return True
    if EXPLAINS.search(one.text) or JUDGES.search(one.text):
        return seen_before(analysis, one)
    return EXPLAINS_BY_CAUSE.search(one.text) is not None and seen_before(analysis, one)


def _judged_from(found: Sequence[Statement], index: int) -> bool:
    """増えたので、写真の効果が出ています; 声が4件あり、サーバーが限界なので、増強しましょう."""
    if any(EVIDENCE.search(one.text) and one.link is Link.REASON for one in found[:index]):
        return True
    return found[index].link is Link.REASON and any(
        PROPOSES.search(one.text) for one in found[index + 1 :]
    )


def _concluded(analysis: Analysis, found: Sequence[Statement], index: int) -> bool:
    """Whether something is proposed because of it, in its sentence or the next."""
    if index < len(found) - 1:
        return any(PROPOSES.search(later.text) for later in found[index + 1 :])
    following = analysis.sentences[found[index].sentence + 1 :][:1]
    return any(PROPOSES.search(sentence.text) for sentence in following)


def _of_all(one: Statement) -> bool:
    return NAMED.search(one.text) is not None and _ALL.search(one.text) is not None


def _cause_stands(analysis: Analysis, one: Statement, *, concluded: bool) -> bool:
    if OWN_SIDE.search(one.text) or checked(analysis, one):
        return False
    if _OUR_REASON.search(one.text) and not seen_before(analysis, one):
        return False
    if analysis.draft.audience_kind == "client" and _UNDONE.search(one.text) and _of_minds(one):
        return True
    if any(sure.search(one.text) for sure in (EXPLAINED, _THEIR_SIDE, _SURE)):
        return True
    return concluded or unchecked(analysis, one) or seen_near(analysis, one)


def _of_minds(one: Statement) -> bool:
    """Whether people, their minds or a judgement stand in an explanation: nothing that can be read off."""
    return any(words.search(one.text) for words in (MINDS, MINDS_OF_PEOPLE, JUDGES, NAMED, POOR))
