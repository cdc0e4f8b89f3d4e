"""Where a draft puts its answer off: it will check, will get back, asks to wait."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link

# What is done while the other side waits.
CHECKING = frozenset(
    [
        "確認",
        "再確認",
        "調べる",
        "調べ",
        "調査",
        "再調査",
        "照会",
        "検討",
        "相談",
        "問い合わせ",
        "問い合わせる",
        "聞く",
        "訊く",
        "尋ねる",
        "伺う",
        "精査",
        "検証",
        "協議",
        "持ち帰る",
        "持ち帰り",
        "探す",
        "当たる",
        "掛け合う",
        "打診",
        "審議",
        "審査",
        "確かめる",
        "照合",
        "チェック",
        "リサーチ",
        "ヒアリング",
        "見る",
        "見積もる",
        "洗い出す",
    ]
)
# How an answer reaches them.
ANSWERING = frozenset(
    [
        "連絡",
        "再連絡",
        "返事",
        "返答",
        "回答",
        "報告",
        "知らせる",
        "知らせ",
        "お知らせ",
        "案内",
        "伝える",
        "電話",
        "返信",
        "共有",
        "言う",
        "答える",
        "折り返す",
        "返す",
        "通知",
        "コメント",
        "メール",
        "書き込む",
        "張る",
        "貼る",
        "提示",
        "返電",
        "架電",
        "話す",
        "申し上げる",
        "申し伝える",
    ]
)
# The others announce what stands in the same message as often as they put it off.
_REPLYING = frozenset(
    ["連絡", "再連絡", "返事", "返答", "回答", "電話", "返信", "折り返す", "返電", "架電"]
)
WAITING = frozenset(["待つ", "時間", "猶予", "待ち", "御待ち"])

# Words that move the answer to some later time.
LATER = re.compile(
    r"折り?返し(?!ま|て)|追って|おって|後ほど|のちほど|後程|あとで|後で|後日|改めて|あらためて|別途|いずれ(?![もか])|そのうち|追々"
    r"|また(?=(?:こちら|私|当方)?(?:から|より)?[ごお]?(?:連絡|知らせ|電話|返事|返信|報告|伝え|答え|言い|声|メール|共有|案内))|順次"
    r"|(?:なるべく|できるだけ|出来るだけ|できる限り|可能な限り|極力|少しでも)(?:早[くめい]に?(?:うち|段階)?に?|速やかに|急いで|急ぎで?)?"
    r"|早急に|早めに|至急|速やかに|すみやかに|なるはやで?|近いうちに?|近々|近日中?に?|すぐに?|ま?もなく|間もなく|しばらくしたら"
)
# 詳細は後ほど: the verb is left out.
_LEFT_OPEN = re.compile(
    r"[はが]、?((?:また)?(?:後ほど|のちほど|後程|追って|後日|改めて|折り返し))$"
)
_SOFTENED = re.compile(
    r"(?:今|いま)?(?:しばらく|暫く)の?|もう?少々|もう少し|少々|少し|ちょっと|ちと|いったん|一旦"
)
# What an answer waits for, as against a case that may never come.
_OUTCOME = re.compile(
    r"進展|進捗|動き|続報|結果|結論|返答|回答|返事|連絡|目[処途]|めど|見通し|情報|詳細|状況|原因|日程"
)
_MAYBE = re.compile(
    r"何か|なにか|ご?不明|必要|異常|不備|万が一|万一|もし|ご希望|ご質問|お気づき|ご要望|変更が?(?:ある|あり|ござ)"
)
_THEIR_DEED = re.compile(
    r"(?:ご|お)(?:入金|支払|返信|返送|返事|返却|注文|来店|来院|申し?込み?|記入|提出|連絡|指示|回答|送付|予約)|いただ|くださ|頂"
)
_ROUTINE = re.compile(r"発送|出荷|配送|配達")
_SENDER = re.compile(
    r"(?:こちら|当方|当社|弊社|当店|私ども|私|わたくし|担当.{0,4}|窓口|係)(?:の者)?(?:より|から)"
)
# Procedures that happen to anyone, not an answer that is being looked for.
_PROCEDURE = re.compile(
    r"当日|毎[日朝回月週]|都度|[一-龥]時に|の際(?:に|は)|ごとに|定期的|日々|常に|全品|全数|必ず|通常|原則|事前に"
    r"|(?:身分証|本人|お名前|年齢|免許証|保険証|会員証|資格|チケット).{0,6}(?:を|の)?ご?確認|(?:こと|旨|との)[をはが]ご?確認|念のため"
)
_ELSEWHERE = re.compile(
    r"楽しみ|そのまま|ロビー|受付で|窓口で|会場|店頭|待合|画面|席|場所|前で|[内口所階]で"
)
_MEETING = re.compile(
    r"(?:打ち?合わ?せ|面談|会議|ミーティング|商談|お話し?|通話|お電話|取材|訪問)の?(?:ための?)?お?$"
)
_TAKES_TIME = re.compile(
    r"(?:確認|調査|調べ|検討|回答|返答|返信|返事|審査|照会|ご案内|お答え).{0,8}(?:(?:お?時間|日数)(?:が|を)?|まで.{0,4})(?:かか|掛か|要し)"
)
_LOOKS = re.compile(
    r"[見み]て(?:み|き|お|参|まい)|[見み]と[きく]|(?:後|あと)で[^。]{0,8}[見み]|(?:後|のち)ほど[^。]{0,8}[見み]"
)
_ASKED_OF = re.compile(
    r"(?:担当|部|課|者|上司|長|オーナー|さん|方|先生|メーカー|ベンダー|業者|倉庫|現場)に(?:も)?お?伺(?:って|い(?:し|いた|ま))"
)
_THEIR_WORDS = re.compile(r"回答|返事|返答|連絡|結果|返信|判断|見解")


class Weight(IntEnum):
    """Which of several put-offs beside each other carries the promise."""

    CHECK = 1
    WAIT = 2
    ANSWER = 3


@dataclass(frozen=True)
class PutOff:
    """A clause that puts the answer off. `start` is where its wording begins, `sentence` an index."""

    sentence: int
    clause: Clause
    weight: Weight
    start: int


def put_offs(analysis: Analysis) -> tuple[PutOff, ...]:
    """Every put-off of the draft, timed or not, in the order of the text."""
    return tuple(
        put_off
        for index, sentence in enumerate(analysis.sentences)
        for position in range(len(sentence.clauses))
        for put_off in _of_clause(analysis, index, position)
    )


def _of_clause(analysis: Analysis, index: int, position: int) -> Iterator[PutOff]:
    clause = analysis.sentences[index].clauses[position]
    if clause.link not in (Link.FINAL, Link.REASON):
        return
    if later := _LEFT_OPEN.search(analysis.own, clause.start, clause.end):
        yield PutOff(index, clause, Weight.ANSWER, later.start(1))
    elif clause.head in ANSWERING and clause.ours_to_come:
        yield from _answer(analysis, index, position)
    elif clause.head in WAITING and _asks_to_wait(analysis, index, position):
        yield PutOff(index, clause, Weight.WAIT, _softened_start(analysis, clause))
    elif _checks(analysis, index, position):
        yield PutOff(index, clause, Weight.CHECK, clause.head_start)


def _answer(analysis: Analysis, index: int, position: int) -> Iterator[PutOff]:
    earlier = list(analysis.sentences[index].clauses[:position])
    clause = analysis.sentences[index].clauses[position]
    awaited = [c for c in earlier if c.link is Link.WHEN]
    if clause.ongoing or any(not _is_outcome(analysis, c) for c in awaited):
        return
    later = LATER.search(analysis.own, _lead_start(earlier, clause), clause.end)
    checked = any(_leads_to_an_answer(analysis, c, clause) for c in earlier)
    if later and not (awaited or checked) and _announces(analysis, index, clause, later.group()):
        return
    if later or awaited or checked or _follows_a_check(analysis, index, clause):
        start = later.start() if later else clause.head_start
        if awaited:
            place = earlier.index(awaited[-1])
            start = _lead_start(earlier[:place], awaited[-1])
        yield PutOff(index, clause, Weight.ANSWER, start)


def _announces(analysis: Analysis, index: int, clause: Clause, later: str) -> bool:
    """改めてご案内いたします。集合は9時です: what is announced follows at once."""
    if later not in ("改めて", "あらためて") or clause.head in _REPLYING:
        return False
    return any(re.search(r"[\d:]", sentence.text) for sentence in analysis.sentences[index + 1 :])


def _leads_to_an_answer(analysis: Analysis, clause: Clause, answer: Clause) -> bool:
    """確認して, 検討のうえ; before a plain reply any deed that comes first: 承認を取ってから."""
    if clause.past or clause.theirs or clause.link is Link.NOUN:
        return False
    if clause.head in CHECKING:
        return True
    heard = _THEIR_WORDS.search(analysis.own, clause.start, clause.end)
    return clause.link is Link.AND and (answer.head in _REPLYING or heard is not None)


def _lead_start(earlier: Sequence[Clause], clause: Clause) -> int:
    """Where the wording of the clause begins, with what only modifies it: 近い in 近いうちに."""
    start = clause.start
    for before in reversed(earlier):
        if before.link is not Link.NOUN:
            break
        start = before.start
    return start


def _is_outcome(analysis: Analysis, clause: Clause) -> bool:
    """Whether the clause waits for what the answer depends on: 結論が出ましたら, わかり次第."""
    text = analysis.own[clause.start : clause.end]
    if _MAYBE.search(text) or _ROUTINE.search(text) or clause.theirs or clause.negative:
        return False
    if clause.head in ("有る", "御座る") or _THEIR_DEED.search(text):
        return _OUTCOME.search(text) is not None and not clause.theirs
    return True


def _follows_a_check(analysis: Analysis, index: int, clause: Clause) -> bool:
    """A plain ご連絡いたします that can only mean later: from someone named, or after 確認します。"""
    if clause.head not in _REPLYING:
        return False
    if _SENDER.search(analysis.own, clause.start, clause.end):
        return True
    before = analysis.sentences[index - 1].clauses if index else ()
    return any(c.head in CHECKING and c.ours_to_come for c in before)


def _asks_to_wait(analysis: Analysis, index: int, position: int) -> bool:
    sentence = analysis.sentences[index]
    clause = sentence.clauses[position]
    text = analysis.own[clause.start : clause.end]
    if clause.past or _ELSEWHERE.search(text) or "ありがと" in sentence.text:
        return False
    if clause.head in ("時間", "猶予"):
        before = analysis.own[clause.start : clause.head_start]
        asked = re.search(
            r"お?(?:時間|猶予).{0,3}(?:くださ|下さ|いただ|頂|ちょうだい|もら|ほし|欲し)", text
        )
        return asked is not None and not _MEETING.search(before) and not before.endswith("営業")
    return clause.theirs or (
        re.search(r"待って|お待ちを?$", text) is not None and not clause.ongoing
    )


def _checks(analysis: Analysis, index: int, position: int) -> bool:
    sentence = analysis.sentences[index]
    clause = sentence.clauses[position]
    if not clause.ours_to_come or clause.able:
        return False
    text = analysis.own[clause.start : clause.end]
    done = analysis.own[clause.head_start : clause.end]
    if clause.head == "待つ":
        return (
            clause.ongoing and not done.startswith("お") and _THEIR_WORDS.search(text) is not None
        )
    if clause.head in ("掛かる", "要する"):
        return _TAKES_TIME.search(sentence.text) is not None and not clause.question
    if clause.head not in CHECKING or _PROCEDURE.search(sentence.text):
        return False
    if re.search(r"ありがと|感謝|聞かせ", text):
        return False
    if clause.head == "見る" and not _LOOKS.search(text):
        return False
    if clause.head == "伺う" and not _ASKED_OF.search(text):
        return False
    if clause.wished and "せて" not in done:
        return False
    return not _opens_a_question(analysis, index, clause, done) and not _states(done)


def _states(done: str) -> bool:
    """ご相談です, 確認ですが: opens a topic. 確認中です does not."""
    return (
        re.match(
            r"[ごお]?(?:確認|相談|質問|問い?合わ?せ|連絡|検討)(?:です|で(?!き)|が|事項|の|済)", done
        )
        is not None
    )


def _opens_a_question(analysis: Analysis, index: int, clause: Clause, done: str) -> bool:
    """1点確認させてください。納期は25日でよろしいでしょうか: it is the reader who is asked."""
    if clause.head not in ("確認", "相談", "聞く", "伺う", "尋ねる") or "てみ" in done:
        return False
    following = analysis.sentences[index : index + 3]
    asked = any(c.question and c.start >= clause.end for s in following for c in s.clauses)
    return asked and ("せて" in done or clause.link is Link.REASON or clause.head != "確認")


def _softened_start(analysis: Analysis, clause: Clause) -> int:
    softened = _SOFTENED.search(analysis.own, clause.start, clause.head_start)
    return softened.start() if softened else clause.head_start


def heaviest(found: Sequence[PutOff]) -> tuple[PutOff, ...]:
    """Of put-offs beside each other only those that carry the promise: 確認します gives way to ご連絡します."""
    return tuple(p for p in found if not any(_outweighs(other, p) for other in found))


def _outweighs(other: PutOff, put_off: PutOff) -> bool:
    near = abs(other.sentence - put_off.sentence) <= 2
    if other.weight == put_off.weight:
        return near and other.weight < Weight.ANSWER and other.start > put_off.start
    return near and other.weight > put_off.weight


def sentence_of(analysis: Analysis, put_off: PutOff) -> Sentence:
    """The sentence that the put-off stands in."""
    return analysis.sentences[put_off.sentence]
