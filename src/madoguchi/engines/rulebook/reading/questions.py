"""Questions, and what kind of answer each one asks for."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.beginnings import compiled
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.reading.act import Act, ActKind
from madoguchi.engines.rulebook.reading.question_words import (
    CHOICE,
    MAY_BEG,
    asks_for_ideas,
    asks_for_practice,
    begs_for_ideas,
    has_interrogative,
    wavers_between,
)

# いかがお過ごしでしょうか is a greeting; 〜のではないでしょうか an opinion; どうしてできないんですか a reproach.
_NOT_ASKED = re.compile(
    r"いかがお?過ごし|お元気で|お変わり(?:は|なく|ござい|あり)|ご(?:健勝|清祥)|(?:調子|体調|お加減|具合)は?(?:いかが|どう)"
    r"|(?:の|ん)(?:では|じゃ)(?:ない|あり)(?:か|です|ません|でしょう)|(?:まいか|ものか|ことか)(?:[。!]|$)|と(?:言|い)えましょうか"
)
# ありますかと聞かれました, 進めるかを整理: a question that stands inside of something else.
_INSIDE = re.compile(
    r" ?(?:どうか|否か)?(?:を|は(?!い)|が|も|に|で|の|と|って|という|、と|により|次第)"
)
# どう伝えるのが適切でしょうか: の makes one question of two clauses.
_AS_NOUN = re.compile(r"の[がはも]")
_TAIL = re.compile(r"[?!。、.…~〜ー ]*")
# Asked without か: 教えてください, 納期を知りたいです.
_INFORMATION = compiled(
    r"(?:お|ご)?教え(?:て(?!い?ただ(?:いた|き(?:まし|、))|もらっ|くださ(?:り|っ))|ください|下さい|いただ(?:け|きた)|願)|ご?教[示授](?:くだ|下さ|いただ(?:け|きた)|を?お?願|願|のほど)"
    r"|(?:聞|き)かせ(?:て(?:くだ|下さ|いただ(?:け|きた)|もら|ほし)|ください|下さい|願)|(?:お聞き|お?伺い|お?うかがい|お尋ね|聞き|知り)(?:し)?たい(?!こと|内容|方|点|旨|と(?:の|お))"
    r"|(?:を|か|も)(?:、|お|ご)*(?:知らせ|回答|返答|返信|連絡)(?:て)?(?:ください|下さい|(?:を|も)?お?願|いただ(?:け(?!て|た)|きた)|頂(?:け(?!て|た)|きた)|もらえ(?!て|た)|ほし)"
)
_CONDITION = re.compile(
    r"(?:(?<!ご存じでし)(?<!ご存知でし)(?:たら|あれば|なら|れば)(?:、|[^、]{0,4}?)|(?:場合|際|とき|時)(?:に|は|には|、)、?)[^、]{0,14}?(?:教え|聞かせ|知らせ|連絡|回答|意見|申し付け|相談|指示|要望|案)"
)
# なんかいいのない|ですか: speech that falls apart into clauses is read as one.
_TORN_OFF = 8
_TOPIC_ALONE = re.compile(r"[^、。]{1,16}は\?+$")
_ENDS_ASKING = re.compile(
    r"(?:\?|(?:です|ます|ません|でしょう)か[〜~ー♪☆.…!]+)[!?]*[^ぁ-んァ-ヶ一-龥A-Za-z0-9〓]*$"
)


@read_once
def questions(analysis: Analysis) -> tuple[Act, ...]:
    """The questions of a draft in order, also those without か: 教えてください, どうしましょう, 迷っています.

    An open question wants thought (どう進めましょうか), a fact is known to who is asked (納期はいつですか).
    Courtesies (いかがお過ごしでしょうか), opinions in a question's form and what others asked are none.
    """
    return tuple(
        act for index, sentence in enumerate(analysis.sentences) for act in _asked(sentence, index)
    )


def _asked(sentence: Sentence, index: int) -> list[Act]:
    found = list(_in_clauses(sentence, index))
    if not any(act.kind is ActKind.ASKS_OPEN for act in found):
        found = list(_without_asking_word(sentence, index, found))
    return [] if found and _NOT_ASKED.search(sentence.text) else found


def _in_clauses(sentence: Sentence, index: int) -> Iterator[Act]:
    for place, clause in enumerate(sentence.clauses):
        if clause.question and not _INSIDE.match(sentence.text, clause.end - sentence.start):
            start = _begin(sentence, place)
            end = _past_marks(sentence, clause.end)
            yield Act(_kind(sentence, start, end, clause), start, end, index)


def _begin(sentence: Sentence, place: int) -> int:
    """Where the question begins: どのように進めれば belongs to よろしいでしょうか."""
    clauses = sentence.clauses
    start = clauses[place].start
    for clause in reversed(clauses[:place]):
        leads = clause.link in (Link.WHEN, Link.AND, Link.NOUN) or _AS_NOUN.match(
            sentence.text, clause.end - sentence.start
        )
        if clause.question or not leads:
            break
        start = clause.start
    return start


def _past_marks(sentence: Sentence, end: int) -> int:
    marks = _TAIL.match(sentence.text, end - sentence.start)
    return sentence.start + (marks.end() if marks else 0)


def _kind(sentence: Sentence, start: int, end: int, clause: Clause) -> ActKind:
    said = sentence.text[start - sentence.start : end - sentence.start]
    if end - start <= _TORN_OFF and asks_for_ideas(sentence.text):
        return ActKind.ASKS_OPEN
    fact = clause.past or clause.ongoing
    if asks_for_practice(said) or (not fact and asks_for_ideas(said)):
        return ActKind.ASKS_OPEN
    return _plain_kind(said)


def _plain_kind(said: str) -> ActKind:
    if CHOICE.search(said):
        return ActKind.ASKS_CHOICE
    known = has_interrogative(said) or _TOPIC_ALONE.search(said)
    return ActKind.ASKS_FACT if known else ActKind.ASKS_YES_NO


def _without_asking_word(sentence: Sentence, index: int, found: list[Act]) -> Iterator[Act]:
    """What is asked by other words than か, where that weighs more than what か asks."""
    said, start, end = sentence.text, sentence.start, sentence.end
    may_beg = MAY_BEG.search(said) is not None
    if may_beg and wavers_between(said):
        yield Act(ActKind.ASKS_CHOICE, start, end, index)
    elif may_beg and begs_for_ideas(said) and not _CONDITION.search(said):
        yield Act(ActKind.ASKS_OPEN, start, end, index)
    elif found:
        yield from found
    elif may_beg and _INFORMATION.search(said) and not _CONDITION.search(said):
        yield Act(ActKind.ASKS_FACT, start, end, index)
    elif _ENDS_ASKING.search(said):
        kind = ActKind.ASKS_OPEN if asks_for_ideas(said) else _plain_kind(said)
        yield Act(kind, start, end, index)
